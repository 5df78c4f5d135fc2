package dev.chatstore.sqlite;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.jdbi.database.DatabaseName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The place of a database: a file, or memory.
 *
 * @param name its name in error messages
 * @param jdbcUrl its URL for the driver
 * @param path the file, or null if the database is in memory only
 */
record SqliteFile(
        DatabaseName name, String jdbcUrl, @Nullable Path path) {
    boolean inMemory() {
        return path == null;
    }

    boolean isMissing() {
        return path != null && Files.notExists(path);
    }

    /** Returns whether there is nothing: no file, one without a byte, or memory, which begins anew. */
    boolean isEmpty() {
        return path == null || path.toFile().length() == 0;
    }

    static SqliteFile of(ConnectionUrl url) {
        // A URL with an empty host, as other libraries write it.
        String name = url.rest().startsWith("///") ? url.rest().substring(2) : url.rest();
        if (name.equals(":memory:")) {
            // The random name is shared by all connections of one store and by no other.
            String jdbcUrl = "jdbc:sqlite:file:chatstore-" + UUID.randomUUID() + "?mode=memory&cache=shared";
            return new SqliteFile(new DatabaseName("SQLite in memory"), jdbcUrl, null);
        }
        if (name.isBlank() || name.startsWith(":") || url.rest().matches("//[^/].*") || name.contains("?")) {
            throw new InvalidInputException(
                    "url",
                    "must be sqlite: with the path of a file, such as sqlite:bot.db or sqlite:///var/lib/bot.db, or sqlite::memory:",
                    0);
        }
        Path path = checked(name);
        // As a URI, since the driver creates and deletes a missing file that is named by its path.
        return new SqliteFile(new DatabaseName("SQLite", path.toString(), "", ""), "jdbc:sqlite:" + path.toUri(), path);
    }

    private static Path checked(String name) {
        Path path;
        try {
            path = Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new InvalidInputException("url", "must be a path that the file system accepts", 0);
        }
        if (Files.isDirectory(path)) {
            throw new InvalidInputException("url", "must name a file, but " + path + " is a folder", 0);
        }
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new InvalidInputException("url", "must name a file in an existing folder: create " + folder, 0);
        }
        return path;
    }
}
