import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.mysql.MysqlBackendProvider;

/** The Mysql backend. */
module dev.chatstore.mysql {
    requires transitive dev.chatstore.jdbi;
    requires static transitive org.jspecify;

    exports dev.chatstore.mysql;

    provides BackendProvider with
            MysqlBackendProvider;
}
