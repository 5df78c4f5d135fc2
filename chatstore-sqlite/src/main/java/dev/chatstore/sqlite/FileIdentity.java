package dev.chatstore.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which file a path led to at some time. An open file keeps its key to itself, so a file that has the key later is the
 * same one.
 *
 * @param key identifies the file in its file system; null on Windows, where an open file can be neither deleted nor moved
 */
record FileIdentity(Path path, @Nullable Object key) {
    /** Returns the identity of the file that a path leads to, or fails if there is none. */
    static FileIdentity of(Path path) throws IOException {
        return new FileIdentity(
                path, Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    }

    /** Returns whether the path still leads to the file. */
    boolean isInPlace() {
        try {
            return Objects.equals(key, of(path).key);
        } catch (IOException e) {
            return false;
        }
    }
}
