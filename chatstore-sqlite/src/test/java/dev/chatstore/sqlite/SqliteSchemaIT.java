package dev.chatstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.jdbc.SchemaContract;
import dev.chatstore.testkit.jdbc.SchemaDump;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSchemaIT extends SchemaContract {
    @TempDir
    Path folder;

    private String url = "";

    /** The main method of another process. */
    public static void main(String[] arguments) {
        ChatStorage.open(arguments[0]).close();
    }

    @Override
    @BeforeEach
    protected void newDatabase() {
        url = "sqlite:" + folder.resolve(UUID.randomUUID() + ".db");
    }

    @Override
    protected Storage open(Map<String, String> settings, UnaryOperator<DataSource> connections) {
        return ChatStorage.builder()
                .url(url)
                .settings(settings)
                .backend(new SqliteBackendProvider(connections))
                .open();
    }

    @Override
    protected String url() {
        return url;
    }

    @Override
    protected Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url);
    }

    @Override
    protected int newestVersion() {
        return 2;
    }

    @Override
    protected List<Integer> dumpedVersions() {
        return List.of(1, 2);
    }

    @Override
    protected void restore(int version) throws SQLException {
        try (Connection connection = connect()) {
            SchemaDump.restore(connection, SqliteSchemaIT.class.getResourceAsStream("dump/" + version + ".sql"));
        }
    }

    @Test
    void theFilesInTheJarAreWhatAUsersOwnToolNeeds() throws SQLException {
        try (Connection connection = connect()) {
            for (int version = 1; version <= newestVersion(); version++) {
                SchemaDump.restore(
                        connection, SqliteBackendProvider.class.getResourceAsStream("schema/" + version + ".sql"));
            }
        }
        try (Storage stores = open(Map.of("schema", "none"), UnaryOperator.identity())) {
            assertThat(stores.chats()
                            .append(ConversationId.of("kari"), NewMessage.user("hello"))
                            .lastSequence())
                    .isEqualTo(1);
        }
    }
}
