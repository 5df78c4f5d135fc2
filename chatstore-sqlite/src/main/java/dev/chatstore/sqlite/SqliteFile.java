package dev.chatstore.sqlite;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where the database is.
 *
 * @param description what people are told of it
 * @param jdbcUrl the URL that the driver takes
 * @param inMemory whether it is in memory only
 */
record SqliteFile(String description, String jdbcUrl, boolean inMemory) {
    static SqliteFile of(ConnectionUrl url) {
        String name = url.rest();
        if (name.equals(":memory:")) {
            // Named and shared within the process, so that all connections of one store meet in it and nobody else.
            String jdbcUrl = "jdbc:sqlite:file:chatstore-" + UUID.randomUUID() + "?mode=memory&cache=shared";
            return new SqliteFile("SQLite in memory", jdbcUrl, true);
        }
        if (name.isBlank() || name.startsWith(":") || name.startsWith("//") || name.contains("?")) {
            throw new InvalidInputException("url", "must be sqlite: and a file, or sqlite::memory:", 0);
        }
        Path path = checked(name);
        return new SqliteFile("SQLite at " + path, "jdbc:sqlite:" + path, false);
    }

    private static Path checked(String name) {
        Path path;
        try {
            path = Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new InvalidInputException("url", "must name a file that the system can have", 0);
        }
        if (Files.isDirectory(path)) {
            throw new InvalidInputException("url", "must name a file, and " + path + " is a folder", 0);
        }
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new InvalidInputException(
                    "url", "must name a file in a folder that is there, and " + folder + " is not", 0);
        }
        return path;
    }
}
