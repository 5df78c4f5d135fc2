package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.testkit.Proxies;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.jdbc.LoadCostContract;
import dev.chatstore.testkit.server.ServerKind;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Rows are copied past the probes, which the store unwraps. */
final class PostgresLoadCostIT extends LoadCostContract {
    private static final PostgresStores STORES = PostgresStores.on(ServerKind.POSTGRES_18, Map.of());

    @Override
    protected Storage open() {
        return STORES.open(InstantSource.system(), Map.of());
    }

    @Override
    protected DataSourceProbes probes() {
        return STORES.probes();
    }

    @Override
    protected int statements() {
        return 0;
    }

    /** Lock the heads, insert the missing ones, lock them again, and make these loaded ones. */
    @Override
    protected int statementsIfOneExists() {
        return 4;
    }

    @Test
    void throughAPoolThatHidesTheDriverRowsAreInserted() {
        DataSourceProbes probes = new DataSourceProbes();
        ConversationId id = ConversationId.of("hidden");
        try (Storage storage = ChatStorage.builder()
                .url(STORES.database().url())
                .backend(new PostgresBackendProvider(null, source -> hiding(probes.apply(source))))
                .open()) {
            probes.reset();
            Message message = Message.appended(NewMessage.user("\\ \t \n text").withId("m"), 1, 2, Instant.EPOCH);
            Conversation head =
                    new Conversation(id, 2, 1, 1, 0, Profile.EMPTY, true, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
            assertThat(ConversationLoader.of(storage.chats())
                            .orElseThrow()
                            .load(List.of(new ConversationSnapshot(head, List.of(new MessageSnapshot(message))))))
                    .allMatch(LoadOutcome::loaded);
            assertThat(probes.statements()).isEqualTo(2);
            assertThat(storage.chats().find(id)).contains(head);
            assertThat(storage.chats().recent(id, 2)).containsExactly(message);
        }
    }

    private static DataSource hiding(DataSource source) {
        return Proxies.create(DataSource.class, (self, method, arguments) -> {
            Object result = Proxies.call(source, method, arguments);
            return result instanceof Connection connection
                    ? Proxies.create(
                            Connection.class,
                            (proxy, called, given) -> called.getName().equals("isWrapperFor")
                                    ? (Object) false
                                    : Proxies.call(connection, called, given))
                    : result;
        });
    }
}
