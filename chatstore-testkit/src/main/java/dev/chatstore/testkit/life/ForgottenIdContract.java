package dev.chatstore.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.StoreContract;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of removed messages: their ids, so that a message that is sent again is recognized. */
public abstract class ForgottenIdContract extends LifeContract {
    private final ConversationId loaded = ConversationId.of("loaded");

    /** Creates the group for a contract, which opens the store. */
    protected ForgottenIdContract(StoreContract contract) {
        super(contract);
    }

    /** Messages with ids, edited, redacted and plain, and some without ids, of which four are removed. */
    private void removeFour() {
        chats.append(id, named(1), named(2));
        chats.append(id, NewMessage.assistant("without an id"));
        chats.append(id, named(4).withMetadata(Map.of("key", "value")).withAuthor("somebody"));
        chats.append(id, named(5), NewMessage.user("without an id"));
        chats.edit(id, 1, MessageEdit.of("edited"));
        chats.redact(id, 2);
        assertThat(trim(5)).isEqualTo(4);
    }

    private void assertRecognized(ConversationId conversation, long base) {
        AppendReceipt receipt = chats.append(conversation, named(1), named(2));
        assertThat(receipt.duplicate()).isTrue();
        assertThat(receipt.sequences()).containsExactly(1L, 2L);
        assertThat(receipt.version()).isEqualTo(base + 1);
        assertThat(chats.append(conversation, NewMessage.user("anything").withId("m2"))
                        .duplicate())
                .isTrue();
        assertThat(chats.append(conversation, named(4), named(5)).sequences()).containsExactly(4L, 5L);
        for (NewMessage other : List.of(
                NewMessage.user("edited").withId("m1"),
                NewMessage.assistant("m4").withId("m4"),
                NewMessage.user("m5 ").withId("m5"))) {
            assertThatThrownBy(() -> chats.append(conversation, other)).isInstanceOf(DuplicateMessageException.class);
        }
        assertThatThrownBy(() -> chats.append(conversation, named(4), named(9)))
                .isInstanceOfSatisfying(
                        DuplicateMessageException.class,
                        mixed -> assertThat(mixed.sequences()).containsEntry("m4", 4L));
    }

    @Test
    void aMessageThatIsSentAgainKeepsItsSequence() {
        removeFour();
        Conversation before = head();
        assertRecognized(id, 0);
        assertThat(head()).isEqualTo(before);
        assertHistory(id, 5, 6);
    }

    @Test
    void aSnapshotHasWhatRecognizesThem() {
        removeFour();
        List<ForgottenMessage> forgotten = forgotten(id);
        assertThat(forgotten).extracting(ForgottenMessage::id).containsExactly("m1", "m2", "m4");
        assertThat(forgotten).extracting(ForgottenMessage::sequence).containsExactly(1L, 2L, 4L);
        assertThat(forgotten).extracting(ForgottenMessage::version).containsExactly(1L, 1L, 3L);
        assertThat(forgotten.get(0).fingerprint()).isNotNull();
        assertThat(forgotten.get(1).fingerprint()).isNull();
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            ConversationSnapshot only = snapshot.conversations().next();
            assertThat(list(only.forgotten())).isEqualTo(forgotten);
            assertThat(list(only.messages()))
                    .extracting(message -> message.message().sequence())
                    .containsExactly(5L, 6L);
        }
    }

    private static <T> List<T> list(Iterable<T> given) {
        List<T> all = new ArrayList<>();
        given.forEach(all::add);
        return all;
    }

    /** Returns a copy of what the store has, under the id of the other conversation. */
    private ConversationSnapshot copied() {
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.everything())) {
            ConversationSnapshot found = snapshot.find(id).orElseThrow();
            return Histories.renamed(
                    new ConversationSnapshot(found.head(), list(found.messages()), list(found.forgotten())), loaded);
        }
    }

    @Test
    void aLoadedConversationIsAsItWas() {
        removeFour();
        ConversationSnapshot given = copied();
        assertThat(access.loader().load(List.of(given)).get(0).loaded()).isTrue();
        assertThat(chats.find(loaded)).contains(given.head());
        assertHistory(loaded, 5, 6);
        assertThat(forgotten(loaded)).isEqualTo(given.forgotten());
        assertRecognized(loaded, 0);
        assertThat(chats.append(loaded, NewMessage.user("next")).sequences()).containsExactly(7L);
        assertThat(trim(loaded, 6, ALL)).isEqualTo(1);
        assertThat(forgotten(loaded)).extracting(ForgottenMessage::id).containsExactly("m1", "m2", "m4", "m5");
    }

    @Test
    void inThePlaceOfADeletedOneTheVersionsContinue() {
        removeFour();
        ConversationSnapshot given = copied();
        say(loaded, 2);
        chats.delete(loaded);
        access.loader().load(List.of(given));
        assertThat(chats.find(loaded).orElseThrow().version())
                .isEqualTo(given.head().version() + 3);
        assertRecognized(loaded, 3);
    }

    @Test
    void oneReplacesAnother() {
        removeFour();
        ConversationSnapshot given = copied();
        say(loaded, 7);
        trim(loaded, 7, ALL);
        long version = chats.find(loaded).orElseThrow().version();
        assertThat(access.loader().replace(given, version).loaded()).isTrue();
        assertHistory(loaded, 5, 6);
        assertThat(forgotten(loaded)).extracting(ForgottenMessage::id).containsExactly("m1", "m2", "m4");
        assertThat(chats.append(loaded, named(7)).duplicate()).isFalse();
    }

    @Test
    void anEmptiedConversationIsLoadedWithItsIds() {
        removeFour();
        trim(Long.MAX_VALUE);
        ConversationSnapshot given = copied();
        access.loader().load(List.of(given));
        assertHistory(loaded, 7, 6);
        assertThat(forgotten(loaded)).hasSize(4).isEqualTo(given.forgotten());
        assertRecognized(loaded, 0);
        assertThat(chats.append(loaded, NewMessage.user("next")).sequences()).containsExactly(7L);
    }

    @Test
    void whatNoStoreCouldHoldIsRefused() {
        removeFour();
        ConversationSnapshot given = copied();
        ForgottenMessage known = list(given.forgotten()).get(0);
        for (List<ForgottenMessage> wrong : List.of(
                List.of(known, known),
                List.of(new ForgottenMessage(5, 1, "m1", 1L)),
                List.of(new ForgottenMessage(0, 1, "m1", 1L)),
                List.of(new ForgottenMessage(1, 1, "m5", 1L)),
                List.of(new ForgottenMessage(1, 0, "m1", 1L)),
                List.of(new ForgottenMessage(1, 1, "", 1L)),
                List.of(new ForgottenMessage(1, given.head().version(), "m1", 1L)))) {
            ConversationSnapshot refused = new ConversationSnapshot(given.head(), given.messages(), wrong);
            assertThatThrownBy(() -> access.loader().load(List.of(refused))).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> access.check(refused)).isInstanceOf(InvalidInputException.class);
        }
        Iterator<MessageSnapshot> later = given.messages().iterator();
        later.next();
        assertThatThrownBy(() -> access.check(new ConversationSnapshot(given.head(), List.of(later.next()))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(chats.find(loaded)).isEmpty();
    }

    @Test
    void aDeletedConversationForgetsThem() {
        removeFour();
        chats.delete(id);
        AppendReceipt receipt = chats.append(id, NewMessage.user("new").withId("m4"));
        assertThat(receipt.duplicate()).isFalse();
        assertThat(forgotten(id)).isEmpty();
        assertHistory(id, 1, 1);
    }
}
