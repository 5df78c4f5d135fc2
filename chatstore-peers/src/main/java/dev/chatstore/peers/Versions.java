package dev.chatstore.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The versions of the libraries, as the build resolved them. */
final class Versions {
    private static final Properties VERSIONS = load();

    private Versions() {}

    static String of(String library) {
        return Objects.requireNonNull(VERSIONS.getProperty(library), library);
    }

    private static Properties load() {
        try (InputStream in = Objects.requireNonNull(Versions.class.getResourceAsStream("versions.properties"))) {
            Properties versions = new Properties();
            versions.load(in);
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
