package dev.chatstore.cli.store;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.cli.output.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database of another program that is read.
 *
 * @param connection the connection, in which nothing can be written where the driver knows that mode
 */
public record SourceDatabase(Connection connection) implements AutoCloseable {
    private static final String PREFIX = "jdbc:";
    private static final String SQLITE = "jdbc:sqlite:";

    /** Returns whether the name of a source is the URL of a database. */
    public static boolean isUrl(String source) {
        return source.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /**
     * Connects to a database.
     *
     * @param config a file of the driver's properties, such as {@code user} and {@code password}, or null
     * @throws UsageException if no driver takes the URL
     * @throws UnavailableException if the database refuses the connection or cannot be reached
     * @throws IOException if the file cannot be read
     */
    public static SourceDatabase open(String url, @Nullable Path config, Secrets secrets) throws IOException {
        Properties properties = config == null ? new Properties() : PropertiesFile.read(config);
        secrets.learn("url", url.substring(PREFIX.length()));
        properties.stringPropertyNames().forEach(name -> secrets.learn(name, properties.getProperty(name)));
        boolean isSqlite = url.startsWith(SQLITE);
        // SQLite's driver takes no change of the mode later, and creates a file without it.
        properties.putIfAbsent(isSqlite ? "open_mode" : "useCursorFetch", isSqlite ? "1" : "true");
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new UsageException("there is no driver for the source: its URL begins with jdbc:postgresql:,"
                    + " jdbc:mysql:, jdbc:mariadb: or jdbc:sqlite:");
        }
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            if (!isSqlite) {
                connection.setReadOnly(true);
            }
            return new SourceDatabase(connection);
        } catch (SQLException e) {
            throw UnavailableException.notDone(
                    "the source cannot be connected to: " + String.valueOf(e.getMessage()), false, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("the source cannot be closed", e);
        }
    }
}
