package dev.chatstore.postgres;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.EveryOperation;
import dev.chatstore.testkit.server.ServerKind;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cost of each operation in statements, each of which is one round trip. */
class PostgresStatementsIT {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    private static final Map<String, Integer> COSTS = Map.ofEntries(
            entry("open a new one", 6),
            entry("open an existing one", 1),
            entry("append", 1),
            entry("append with ids", 1),
            entry("append the same again", 4),
            entry("append to many", 6),
            entry("append and conflict", 3),
            entry("find", 1),
            entry("list by tenant", 1),
            entry("list by owner", 1),
            entry("recent", 1),
            entry("history after", 1),
            entry("history before", 1),
            entry("history path", 1),
            entry("find by sequence", 1),
            entry("find by id", 1),
            entry("edit", 5),
            entry("edit without a change", 2),
            entry("revisions", 1),
            entry("redact", 5),
            entry("patch", 4),
            entry("patch without a change", 2),
            entry("delete", 5),
            entry("delete a missing one", 1),
            entry("session getOrCreate new", 2),
            entry("session getOrCreate", 1),
            entry("session find", 1),
            entry("session update", 2),
            entry("session save", 1),
            entry("session save and conflict", 2),
            entry("session touch", 1),
            entry("session delete", 1));

    @BeforeEach
    void clear() {
        STORES.database().clear();
        STORES.probes().reset();
    }

    private static Storage open() {
        return STORES.open(InstantSource.system(), Map.of("sessions.ttl", "1h"));
    }

    @Test
    void eachOperationCostsTheStatementsThatItsJavadocNames() {
        try (Storage stores = open()) {
            Map<String, Integer> measured = new LinkedHashMap<>();
            EveryOperation.of(stores, ConversationId.of("kari")).forEach((name, operation) -> {
                STORES.probes().reset();
                operation.run();
                measured.put(name, (int) STORES.probes().statements());
            });
            assertThat(measured).containsExactlyInAnyOrderEntriesOf(COSTS);
        }
    }

    @Test
    void anAppendIsOneStatementAndOneCommitWhateverItsSizeAndTheLengthOfTheHistory() {
        ConversationId id = ConversationId.of("long");
        NewMessage[] thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> NewMessage.user("m" + i))
                .toArray(NewMessage[]::new);
        try (Storage stores = open()) {
            for (int i = 0; i < 10; i++) {
                STORES.probes().reset();
                stores.chats().append(id, thousand);
                assertThat(STORES.probes().statements()).isEqualTo(1);
                assertThat(STORES.probes().commits()).isEqualTo(1);
            }
        }
    }

    @Test
    void anAppendUnderAnExpectedVersionIsOneStatementToo() {
        ConversationId id = ConversationId.of("expected");
        try (Storage stores = open()) {
            STORES.probes().reset();
            for (int i = 0; i < 5; i++) {
                stores.chats().append(Append.of(id, NewMessage.user("hello")).expecting(i));
            }
            assertThat(STORES.probes().statements()).isEqualTo(5);
        }
    }

    @Test
    void appendsToAThousandConversationsInOneCallShareAsManyStatementsAsThereAreGroups() {
        List<Append> appends = IntStream.range(0, 1_000)
                .mapToObj(i -> Append.of(ConversationId.of("c" + i), NewMessage.user("hello")))
                .toList();
        try (Storage stores = open()) {
            STORES.probes().reset();
            stores.chats()
                    .appendAll(appends)
                    .forEach(outcome -> assertThat(outcome.receipt().version()).isEqualTo(1));
            assertThat(STORES.probes().statements()).isEqualTo(2);
            assertThat(STORES.probes().commits()).isEqualTo(2);
        }
    }
}
