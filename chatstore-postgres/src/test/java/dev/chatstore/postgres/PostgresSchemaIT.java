package dev.chatstore.postgres;

import dev.chatstore.api.Stores;
import dev.chatstore.core.ChatStorage;
import dev.chatstore.testkit.SchemaContract;
import dev.chatstore.testkit.SchemaDump;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class PostgresSchemaIT extends SchemaContract {
    private TestDatabase database;

    @Override
    @BeforeEach
    protected void newDatabase() {
        dropDatabase();
        database = TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
    }

    @AfterEach
    void dropDatabase() {
        if (database != null) {
            database.drop();
        }
    }

    @Override
    protected Stores open(Map<String, String> settings, UnaryOperator<DataSource> connections) {
        return ChatStorage.builder()
                .url(database.url())
                .settings(settings)
                .backend(new PostgresBackendProvider(null, connections))
                .open();
    }

    @Override
    protected Connection connect() throws SQLException {
        return database.connect();
    }

    @Override
    protected int newestVersion() {
        return 2;
    }

    @Override
    protected List<Integer> dumpedVersions() {
        return List.of(2);
    }

    @Override
    protected void restore(int version) throws SQLException {
        try (Connection connection = connect()) {
            SchemaDump.restore(connection, PostgresSchemaIT.class.getResourceAsStream("dump/" + version + ".sql"));
        }
    }
}
