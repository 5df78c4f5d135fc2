package dev.chatstore.jdbi.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.jdbi.conversation.ConversationHead;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedHeadsTest {
    private static final ConversationId KARI = ConversationId.of("kari");
    private static final ConversationId OLA = ConversationId.of("ola");
    private static final ConversationId PER = ConversationId.of("per");

    private final RememberedHeads heads = new RememberedHeads(2);

    private void append(ConversationId id, long sequence, long version) {
        heads.remember(List.of(AppendResult.of(AppendReceipt.appended(id, sequence, 1, version))));
    }

    private static Change edit(ConversationId id, long version) {
        Message message = Message.appended(NewMessage.user("edited"), 1, 1, Instant.EPOCH);
        return new Change.Revised(id, version, message, 0);
    }

    @Test
    void theLeastRecentlyUsedIsForgottenFirst() {
        append(KARI, 1, 1);
        append(OLA, 1, 1);
        assertThat(heads.of(List.of(KARI))).hasSize(1);
        append(PER, 1, 1);
        assertThat(heads.of(List.of(KARI, OLA, PER))).containsOnlyKeys(KARI, PER);
    }

    @Test
    void theLastAppendCounts() {
        append(KARI, 1, 1);
        append(KARI, 2, 5);
        assertThat(heads.of(List.of(KARI))).containsEntry(KARI, new ConversationHead(5, 2, true));
        heads.forget(List.of(KARI));
        assertThat(heads.of(List.of(KARI))).isEmpty();
    }

    @Test
    void aChangeRaisesTheVersionOfWhatIsRememberedAlone() {
        append(KARI, 3, 5);
        heads.changed(edit(KARI, 6));
        heads.changed(edit(KARI, 4));
        heads.changed(edit(OLA, 2));
        assertThat(heads.of(List.of(KARI, OLA)))
                .containsOnlyKeys(KARI)
                .containsEntry(KARI, new ConversationHead(6, 3, true));
        heads.changed(new Change.Removed(KARI, 7));
        assertThat(heads.of(List.of(KARI))).isEmpty();
    }
}
