package dev.chatstore.core.export;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import java.io.IOException;

/** Writes conversations one after the other, each message as it comes. */
public interface ExportWriter {
    /** Begins a conversation. */
    void begin(Conversation conversation) throws IOException;

    /**
     * Writes a message of the conversation.
     *
     * @param branches whether it follows another message than the one written before it
     */
    void write(Message message, boolean branches) throws IOException;

    /** Ends the conversation. */
    void end() throws IOException;

    /** Ends the whole, and hands everything to the stream. */
    void finish() throws IOException;
}
