package dev.chatstore.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.codec.Fingerprint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownMessageTest {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final NewMessage FIRST = NewMessage.user("Two tickets").withId("a");
    private static final NewMessage SECOND = NewMessage.user("To Oslo").withId("b");

    private final Map<String, KnownMessage> stored = Map.of(
            "a", new KnownMessage(4, 2, false, Fingerprint.of(FIRST)),
            "b", new KnownMessage(5, 6, false, Fingerprint.of(SECOND)),
            "gone", new KnownMessage(6, 7, true, 0));

    @Test
    void anAppendOfNewMessagesHasNoReceipt() {
        assertThat(KnownMessage.receipt(append(NewMessage.user("hello"), FIRST.withId("c")), stored::get))
                .isNull();
    }

    @Test
    void aSecondSendingHasTheReceiptOfTheFirstWithTheNewestVersion() {
        assertThat(KnownMessage.receipt(append(FIRST, SECOND), stored::get))
                .isEqualTo(AppendReceipt.alreadyStored(ID, List.of(4L, 5L), 6));
    }

    @Test
    void whatComesWithTheRoleAndTheTextIsIgnored() {
        assertThat(KnownMessage.receipt(
                        append(FIRST.withParent(2).withAuthor("Kari").withTokens(3)), stored::get))
                .isEqualTo(AppendReceipt.alreadyStored(ID, List.of(4L), 2));
    }

    @Test
    void aRedactedMessageCannotDiffer() {
        assertThat(KnownMessage.receipt(append(FIRST.withId("gone")), stored::get))
                .isEqualTo(AppendReceipt.alreadyStored(ID, List.of(6L), 7));
    }

    @Test
    void aMixedAppendNamesTheKnownMessages() {
        assertThatThrownBy(() -> KnownMessage.receipt(append(FIRST, NewMessage.user("new")), stored::get))
                .isInstanceOfSatisfying(
                        DuplicateMessageException.class,
                        e -> assertThat(e.sequences()).isEqualTo(Map.of("a", 4L)));
    }

    @Test
    void anotherMessageUnderAKnownIdIsNamed() {
        assertThatThrownBy(() -> KnownMessage.receipt(append(FIRST, FIRST.withId("b")), stored::get))
                .isInstanceOfSatisfying(
                        DuplicateMessageException.class,
                        e -> assertThat(e.sequences()).isEqualTo(Map.of("b", 5L)));
    }

    private static Append append(NewMessage... messages) {
        return Append.of(ID, List.of(messages));
    }
}
