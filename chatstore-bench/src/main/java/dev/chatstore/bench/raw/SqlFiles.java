package dev.chatstore.bench.raw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads and runs the SQL files of the raw operations. */
public final class SqlFiles {
    private SqlFiles() {}

    /** Returns the text of a file. */
    public static String text(String file) {
        try (InputStream in = SqlFiles.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the statements of a file in order. Their string literals must not contain semicolons. */
    public static void run(Connection connection, String file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : text(file).split(";", -1)) {
                statement.execute(each);
            }
        }
    }
}
