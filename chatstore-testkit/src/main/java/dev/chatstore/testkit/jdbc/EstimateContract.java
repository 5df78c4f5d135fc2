package dev.chatstore.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.spi.ContentReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The estimate that a server's own statistics give of a store. */
public abstract class EstimateContract {
    private static final int CONVERSATIONS = 200;
    private static final int EACH = 20;
    private static final int SESSIONS = 50;
    private static final int MANY = ContentReader.SESSIONS_PER_READ + 5;
    private static final String TEXT = "some words ".repeat(20);

    /** Called by the subclass. */
    protected EstimateContract() {
        // Nothing to initialize.
    }

    /** Opens the store under test, which is empty. */
    protected abstract Storage open();

    /** Returns the probes on the connections of the store. */
    protected abstract DataSourceProbes probes();

    /** Brings the server's statistics up to date. */
    protected abstract void analyze() throws SQLException;

    @Test
    final void anEstimateIsOneStatementAndNearTheTruthOfAllTenants() throws SQLException {
        try (Storage storage = open()) {
            fill(storage);
            analyze();
            Contents contents = Contents.of(storage).orElseThrow();
            probes().reset();
            ContentEstimate estimate = contents.estimate();
            assertThat(probes().statements()).isEqualTo(1);
            assertNear(estimate.conversations(), CONVERSATIONS);
            assertNear(estimate.messages(), CONVERSATIONS * EACH);
            assertNear(estimate.sessions(), SESSIONS);
            assertThat(estimate.tokens()).isNull();
            Figure bytes = Objects.requireNonNull(estimate.storageBytes());
            assertThat(bytes.exact()).isFalse();
            assertThat(bytes.value()).isGreaterThan((long) CONVERSATIONS * EACH * TEXT.length());
            assertThat(estimate.asMap().get("estimated"))
                    .isEqualTo(List.of("conversations", "messages", "sessions", "storageBytes"));
        }
    }

    @Test
    final void sessionsAreCountedInPartsAndEachOnce() {
        try (Storage storage = open()) {
            fillSessions(storage);
            Contents contents = Contents.of(storage).orElseThrow();
            assertThat(contents.count(ContentQuery.ofTenant("many")).sessions()).isEqualTo(MANY - 1);
            probes().reset();
            assertThat(contents.count(ContentQuery.ofTenant("many").withOwner("kari"))
                            .sessions())
                    .isEqualTo(MANY - 1);
            assertThat(probes().statements()).as("the heads, and two parts").isEqualTo(3);
        }
    }

    /** Sessions of two stores and one owner, of which one is deleted. */
    private static void fillSessions(Storage storage) {
        for (int i = 0; i < MANY; i++) {
            storage.sessions(i % 2 == 0 ? "even" : "odd", Integer.class)
                    .assigningOwner("kari")
                    .getOrCreate(SessionKey.of("many", "s" + i), () -> 1);
        }
        storage.sessions("odd", Integer.class).delete(SessionKey.of("many", "s1"));
        storage.sessions(Integer.class).assigningOwner("kari").getOrCreate(SessionKey.of("other", "s"), () -> 1);
        storage.sessions(Integer.class).assigningOwner("ola").getOrCreate(SessionKey.of("many", "ola's"), () -> 1);
        storage.sessions(Integer.class).delete(SessionKey.of("many", "ola's"));
    }

    private static void assertNear(@Nullable Figure estimate, long truth) {
        Figure figure = Objects.requireNonNull(estimate);
        assertThat(figure.exact()).isFalse();
        assertThat(figure.value()).isBetween(truth / 2, truth * 2);
    }

    private static void fill(Storage storage) {
        List<NewMessage> messages =
                IntStream.range(0, EACH).mapToObj(i -> NewMessage.user(TEXT)).toList();
        storage.chats()
                .appendAll(IntStream.range(0, CONVERSATIONS)
                        .mapToObj(i -> Append.of(ConversationId.of("tenant " + i % 2, "c" + i), messages))
                        .toList());
        IntStream.range(0, SESSIONS)
                .forEach(i -> storage.sessions(Integer.class)
                        .getOrCreate(SessionKey.of("tenant " + i % 2, "s" + i), () -> i));
    }
}
