package dev.chatstore.sqlite;

import dev.chatstore.ChatStorage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** Opens a store that sets a pragma on each of its connections. */
final class ProbedPragma {
    private ProbedPragma() {}

    static void onEveryConnection(String pragma, long value, Path file, Consumer<ChatStorage> use) {
        UnaryOperator<DataSource> wrapper = source -> new SQLiteDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = source.getConnection();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("pragma " + pragma + " = " + value);
                }
                return connection;
            }
        };
        try (ChatStorage storage = ChatStorage.builder()
                .url("sqlite:" + file)
                .backend(new SqliteBackendProvider(wrapper))
                .open()) {
            use.accept(storage);
        }
    }
}
