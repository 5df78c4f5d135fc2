package dev.chatstore.bench.life;

import dev.chatstore.api.NewMessage;
import java.util.List;

/** Gives conversations their messages. */
interface TextSource {
    /**
     * Returns the messages of a conversation, the same each time.
     *
     * @param conversation the number of the conversation, from 0
     * @param length the number of its messages
     */
    List<NewMessage> messages(int conversation, int length);
}
