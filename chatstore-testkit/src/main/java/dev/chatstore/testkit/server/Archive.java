package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;

/**
 * A Maven artifact that carries the programs of a server.
 *
 * @param resource the file in its jar that holds them, or the folder, which ends in {@code /}
 * @param artifact its group, name and version
 */
record Archive(String resource, String artifact) {
    /** Returns the artifact's name and version, by which its jar is known among those that hold the same resource. */
    String name() {
        String[] parts = artifact.split(":", -1);
        return parts[1] + "-" + parts[2];
    }

    /** Returns where the artifact's jar is, or nothing if the class path has none. */
    Optional<Path> jar() {
        try {
            for (URL url : Collections.list(Archive.class.getClassLoader().getResources(resource))) {
                if (url.openConnection() instanceof JarURLConnection connection) {
                    Path jar = Path.of(connection.getJarFileURL().getPath());
                    if (jar.endsWith(name() + ".jar")) {
                        return Optional.of(jar);
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
