import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.sqlite.SqliteBackendProvider;

/** The Sqlite backend. */
module dev.chatstore.sqlite {
    requires transitive dev.chatstore.jdbi;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires static transitive org.jspecify;

    exports dev.chatstore.sqlite;

    provides BackendProvider with
            SqliteBackendProvider;
}
