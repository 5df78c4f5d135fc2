package dev.chatstore.mysql;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.DataSourceProbes;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/** Opens stores in a database of their own, with probes on their connections. */
final class MysqlStores {
    private final TestDatabase database;
    private final DataSourceProbes probes = new DataSourceProbes();

    private MysqlStores(TestDatabase database) {
        this.database = database;
    }

    static MysqlStores on(ServerKind kind) {
        return new MysqlStores(TestServers.shared(kind).newDatabase());
    }

    TestDatabase database() {
        return database;
    }

    DataSourceProbes probes() {
        return probes;
    }

    String url() {
        return withoutTls(database.url());
    }

    /** Returns a URL with the parameters that the drivers need without TLS. */
    static String withoutTls(String url) {
        return url + (url.startsWith("mysql:") ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true" : "?sslMode=disable");
    }

    Storage open(InstantSource clock, Map<String, String> settings) {
        return ChatStorage.builder()
                .url(url())
                .clock(clock)
                .expiryClock(clock)
                .settings(settings)
                .backend(new MysqlBackendProvider(null, probes))
                .open();
    }

    /** Returns the text of a statement for this server. */
    String text(String statement) {
        return text(database.url().substring(0, database.url().indexOf(':')), statement);
    }

    /** Returns the text of a statement for the server of a scheme. */
    static String text(String scheme, String statement) {
        return read(Objects.requireNonNull(Product.ofScheme(scheme).open("sql/" + statement + ".sql")));
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
