package dev.chatstore.postgres;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.fault.ServerFaultContract;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.util.List;
import java.util.Map;

final class PostgresServerFaultsIT extends ServerFaultContract {
    @Override
    protected TestServer startServer() {
        return TestServers.start(ServerKind.POSTGRES_18);
    }

    @Override
    protected Storage open(String url, Map<String, String> settings) {
        return ChatStorage.builder().url(url).settings(settings).open();
    }

    @Override
    protected List<String> makeReadOnly() {
        return List.of("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
    }

    @Override
    protected List<String> makeWritable() {
        return List.of("alter system set default_transaction_read_only = off", "select pg_reload_conf()");
    }
}
