package dev.chatstore.core.transfer.sql;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.transfer.source.SourceFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens database files of SQLite for reading. */
public final class SqliteSource {
    private static final String URL = "jdbc:sqlite:";
    private static final String READ_ONLY = "1";

    private SqliteSource() {}

    /**
     * Opens a file, which the caller closes.
     *
     * @throws InvalidInputException if the class path has no driver of SQLite
     * @throws IOException if it cannot be opened
     */
    public static Connection open(SourceFile file) throws IOException {
        String url = URL + file.path().toAbsolutePath();
        Properties properties = new Properties();
        if (!file.isCopy()) {
            // A copy may have a journal, which has to be rolled back.
            properties.setProperty("open_mode", READ_ONLY);
        }
        if (!hasDriver()) {
            throw new InvalidInputException(
                    "source", "is a SQLite database; to read it, add the artifact chatstore-sqlite", 0);
        }
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw new IOException(file.name() + " cannot be opened as a SQLite database", e);
        }
    }

    /** Returns whether the class path has a driver of SQLite. */
    public static boolean hasDriver() {
        try {
            DriverManager.getDriver(URL);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
