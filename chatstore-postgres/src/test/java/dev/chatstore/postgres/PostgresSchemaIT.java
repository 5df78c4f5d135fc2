package dev.chatstore.postgres;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.SchemaContract;
import dev.chatstore.testkit.jdbc.SchemaDump;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

final class PostgresSchemaIT extends SchemaContract {
    private static final TestDatabase DATABASE =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();

    /** The main method of another process. */
    public static void main(String[] arguments) {
        ChatStorage.open(arguments[0]).close();
    }

    /** Drops and creates the only schema, which is much faster than a new database. */
    @Override
    @BeforeEach
    protected void newDatabase() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade");
            statement.execute("create schema public");
        }
    }

    @Override
    protected Storage open(Map<String, String> settings, UnaryOperator<DataSource> connections) {
        return ChatStorage.builder()
                .url(DATABASE.url())
                .settings(settings)
                .backend(new PostgresBackendProvider(null, connections))
                .open();
    }

    @Override
    protected String url() {
        return DATABASE.url();
    }

    @Override
    protected Connection connect() throws SQLException {
        return DATABASE.connect();
    }

    @Override
    protected int newestVersion() {
        return 3;
    }

    @Override
    protected List<Integer> dumpedVersions() {
        return List.of(2, 3);
    }

    @Override
    protected void restore(int version) throws SQLException {
        try (Connection connection = connect()) {
            SchemaDump.restore(connection, PostgresSchemaIT.class.getResourceAsStream("dump/" + version + ".sql"));
        }
    }
}
