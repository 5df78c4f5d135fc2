package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.StoredSession;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionRestoreTest {
    private final ChatStorage target = FilledStore.empty();
    private final RestoreTally tally = new RestoreTally(false);
    private int number;

    @AfterEach
    void close() {
        target.close();
    }

    private StoredSession session(@Nullable String owner, long version, String state, Instant created) {
        return new StoredSession(
                new SessionId("t", "plain", "s" + number++), owner, version, state, created, FilledStore.START, null);
    }

    @Test
    void whatNoStoreCouldHoldIsRefusedAndTheOthersCome() {
        SessionRestore restore = new SessionRestore(target, ConversationRestore.Options.DEFAULT, tally, () -> {});
        Instant time = FilledStore.START;
        List.of(
                        session(null, 1, "1", time),
                        session(null, 0, "1", time),
                        session(null, -5, "1", time),
                        session(null, (1L << 52) + 1, "1", time),
                        session(null, 1, "{broken", time),
                        session(null, 1, "", time),
                        session(null, 1, "null", time),
                        session("x".repeat(300), 1, "1", time),
                        session("a\u0000b", 1, "1", time),
                        session(null, 1, "1", Instant.MAX),
                        session("kari", 1L << 52, "2", time))
                .forEach(restore::add);
        restore.flush();
        RestoreReport report = tally.report();
        assertThat(report.added().sessions()).isEqualTo(2);
        assertThat(report.refused().sessions()).isEqualTo(9);
        assertThat(report.refusals())
                .hasSize(9)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(InvalidInputException.class)
                        .message()
                        .doesNotContain("broken"));
    }
}
