/** The engine that all relational backends share. */
@SuppressWarnings("requires-automatic")
module dev.chatstore.jdbi {
    requires transitive dev.chatstore.core;
    requires transitive java.sql;
    requires transitive com.zaxxer.hikari;
    // Jdbi needs it, but cannot require it, as an automatic module.
    requires io.leangen.geantyref;
    requires org.jdbi.v3.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.chatstore.jdbi;
    exports dev.chatstore.jdbi.database;
    exports dev.chatstore.jdbi.server;
}
