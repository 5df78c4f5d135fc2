package dev.chatstore.mysql;

import dev.chatstore.api.InvalidInputException;
import java.util.List;
import java.util.Locale;

/** A kind of server, by the scheme of its URL. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of, and a version is a value
enum Product {
    /** From the release that brought its collation, which compares bytes and counts spaces at the end. */
    MYSQL("MySQL", new Version(8, 0, 17), List.of(""), List.of(JdbcDriver.CONNECTOR_J)),
    /** From the release that brought tables out of JSON, and locks that are skipped. */
    MARIADB(
            "MariaDB",
            new Version(10, 6, 0),
            List.of("mariadb", ""),
            List.of(JdbcDriver.MARIADB_CLIENT, JdbcDriver.CONNECTOR_J));

    private final String label;
    private final Version oldest;

    private final List<String> places;
    private final List<JdbcDriver> drivers;

    Product(String label, Version oldest, List<String> places, List<JdbcDriver> drivers) {
        this.label = label;
        this.oldest = oldest;
        this.places = places;
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

    /** Returns where its statements lie, the first place first. */
    List<String> places() {
        return places;
    }

    /**
     * Returns the first of its drivers that is on the class path.
     *
     * @throws InvalidInputException if none is
     */
    JdbcDriver driver() {
        return drivers.stream()
                .filter(JdbcDriver::isThere)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("url", missing(), 0));
    }

    private String missing() {
        String artifacts =
                String.join(" or ", drivers.stream().map(JdbcDriver::artifact).toList());
        return "needs a driver for " + scheme() + ":; add the dependency " + artifacts
                + ", which is yours to choose as their licences differ";
    }

    @Override
    public String toString() {
        return label;
    }
}
