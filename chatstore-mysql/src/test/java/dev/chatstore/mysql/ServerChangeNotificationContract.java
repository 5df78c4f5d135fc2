package dev.chatstore.mysql;

import dev.chatstore.api.Change;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.testkit.chat.ChangeNotificationContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** The notifications of changes on either server. */
abstract class ServerChangeNotificationContract extends ChangeNotificationContract {
    private final ServerKind kind;

    ServerChangeNotificationContract(ServerKind kind) {
        this.kind = kind;
    }

    @Override
    protected final Backend open(InstantSource clock, Consumer<Change> committed) {
        String url = TestServers.shared(kind).newDatabase().url();
        return new MysqlBackendProvider()
                .open(new BackendContext(
                                ConnectionUrl.parse(MysqlStores.withoutTls(url)),
                                new Settings(Map.of()),
                                clock,
                                () -> ThreadLocalRandom.current().nextLong())
                        .withClocks(clock, clock)
                        .withCommitted(committed));
    }
}
