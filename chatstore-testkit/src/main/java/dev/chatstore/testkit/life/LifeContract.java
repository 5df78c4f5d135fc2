package dev.chatstore.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.ContractGroup;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;

/** A group of the contract of old messages: an open store, and the vocabulary of its tests. */
abstract class LifeContract extends ContractGroup {
    static final int ALL = OldMessages.MESSAGES_PER_CALL;

    final ConversationId id = ConversationId.of("a conversation");
    ChatStore chats;
    StoreAccess access;

    LifeContract(StoreContract contract) {
        super(contract);
    }

    @BeforeEach
    final void openAccess() {
        chats = storage.chats();
        access = StoreAccess.of(storage).orElseThrow();
    }

    final int trim(long first) {
        return trim(id, first, ALL);
    }

    final int trim(ConversationId conversation, long first, int limit) {
        return access.oldMessages().trim(conversation, first, limit);
    }

    /** Appends messages 1 to n, one call each, whose ids and texts are m1, m2 and so on. */
    final void say(ConversationId conversation, int count) {
        IntStream.rangeClosed(1, count).forEach(i -> chats.append(conversation, named(i)));
    }

    static NewMessage named(int number) {
        return NewMessage.user("m" + number).withId("m" + number).withTokens(number);
    }

    final Conversation head() {
        return chats.find(id).orElseThrow();
    }

    /** Asserts that a conversation has exactly the messages from one sequence to another, by every way to read them. */
    final void assertHistory(ConversationId conversation, long first, long last) {
        for (ChatStore store : List.of(chats, chats.latest())) {
            Conversation head = store.find(conversation).orElseThrow();
            assertThat(head.firstSequence()).isEqualTo(first);
            assertThat(head.lastSequence()).isEqualTo(last);
            List<Message> all = Histories.all(store, conversation);
            assertThat(Histories.sequences(all))
                    .isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
            assertThat(head.messageCount()).isEqualTo(all.size());
            assertThat(head.tokens())
                    .isEqualTo(all.stream().mapToLong(Message::tokens).sum());
            assertThat(Histories.forward(store, conversation, 2)).isEqualTo(all);
            assertThat(Histories.backward(store, conversation, 2)).isEqualTo(all);
            assertThat(store.recent(conversation, 100)).isEqualTo(all);
            assertThat(store.find(conversation, first - 1)).isEmpty();
            assertThat(store.find(conversation, first).isPresent()).isEqualTo(first <= last);
            assertThat(store.find(conversation, last).isPresent()).isEqualTo(first <= last);
        }
    }

    final List<ForgottenMessage> forgotten(ConversationId conversation) {
        List<ForgottenMessage> forgotten = new ArrayList<>();
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            snapshot.find(conversation).orElseThrow().forgotten().forEach(forgotten::add);
        }
        return forgotten;
    }
}
