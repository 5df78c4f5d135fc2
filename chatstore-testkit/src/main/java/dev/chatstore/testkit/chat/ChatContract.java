package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.testkit.ContractGroup;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.StoreContract;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;

/** A group of the contract of conversations: an open store, and the vocabulary of its tests. */
abstract class ChatContract extends ContractGroup {
    final ConversationId id = ConversationId.of("a conversation");
    ChatStore chats;

    ChatContract(StoreContract contract) {
        super(contract);
    }

    @BeforeEach
    final void openChats() {
        chats = storage.chats();
    }

    final AppendReceipt say(String... texts) {
        return say(id, texts);
    }

    final AppendReceipt say(ConversationId id, String... texts) {
        return chats.append(id, Arrays.stream(texts).map(NewMessage::user).toArray(NewMessage[]::new));
    }

    final Conversation head() {
        return head(id);
    }

    final Conversation head(ConversationId id) {
        return chats.find(id).orElseThrow();
    }

    final List<Message> history() {
        return Histories.all(chats, id);
    }

    final List<String> texts() {
        return Histories.texts(history());
    }

    /** Asserts that the messages of a conversation are numbered 1 to n, and that its head agrees. */
    final List<Message> assertWhole(ConversationId id) {
        List<Message> messages = Histories.all(chats, id);
        assertThat(Histories.sequences(messages)).isEqualTo(upTo(messages.size()));
        chats.find(id).ifPresent(head -> {
            assertThat(head.lastSequence()).isEqualTo(messages.size());
            assertThat(head.messageCount()).isEqualTo(messages.size());
        });
        return messages;
    }

    static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** Returns user messages whose ids and texts are prefix-0, prefix-1 and so on. */
    static NewMessage[] named(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + "-" + i)
                .map(name -> NewMessage.user(name).withId(name))
                .toArray(NewMessage[]::new);
    }
}
