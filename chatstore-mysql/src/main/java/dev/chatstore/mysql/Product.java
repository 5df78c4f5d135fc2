package dev.chatstore.mysql;

import dev.chatstore.api.InvalidInputException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A kind of server, chosen by the scheme of its URL. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are created by List.of, and a version is a value
enum Product {
    /** The oldest release has the collation that compares bytes and counts trailing spaces. */
    MYSQL("MySQL", new Version(8, 0, 17), List.of(""), List.of(JdbcDriver.CONNECTOR_J)),
    /** The oldest release has JSON_TABLE and SKIP LOCKED. */
    MARIADB(
            "MariaDB",
            new Version(10, 6, 0),
            List.of("mariadb/", ""),
            List.of(JdbcDriver.MARIADB_CLIENT, JdbcDriver.CONNECTOR_J));

    private final String label;
    private final Version oldest;

    private final List<String> folders;
    private final List<JdbcDriver> drivers;

    Product(String label, Version oldest, List<String> folders, List<JdbcDriver> drivers) {
        this.label = label;
        this.oldest = oldest;
        this.folders = folders;
        this.drivers = drivers;
    }

    static Product ofScheme(String scheme) {
        return scheme.equals(MARIADB.scheme()) ? MARIADB : MYSQL;
    }

    String scheme() {
        return label.toLowerCase(Locale.ROOT);
    }

    Version oldest() {
        return oldest;
    }

    /** Opens one of its files, or returns null if it has no such file. */
    @Nullable InputStream open(String file) {
        return folders.stream()
                .map(folder -> Product.class.getResourceAsStream(folder + file))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the first of its drivers that is on the class path.
     *
     * @throws InvalidInputException if none is on the class path
     */
    JdbcDriver driver() {
        return drivers.stream()
                .filter(JdbcDriver::isOnClassPath)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("url", missing(), 0));
    }

    private String missing() {
        String artifacts =
                String.join(" or ", drivers.stream().map(JdbcDriver::artifact).toList());
        return "needs a driver for " + scheme() + ":; add the dependency " + artifacts
                + ", which you choose because their licences differ";
    }

    @Override
    public String toString() {
        return label;
    }
}
