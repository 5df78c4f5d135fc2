import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.postgres.PostgresBackendProvider;

/** The Postgres backend. */
@SuppressWarnings("requires-automatic")
module dev.chatstore.postgres {
    requires transitive dev.chatstore.jdbi;
    requires org.postgresql.jdbc;
    requires static transitive org.jspecify;

    exports dev.chatstore.postgres;

    provides BackendProvider with
            PostgresBackendProvider;
}
