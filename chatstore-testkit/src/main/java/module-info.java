/** The contract tests of backends, with server fixtures and fault injection. */
module dev.chatstore.testkit {
    requires transitive dev.chatstore.api;
    requires java.logging;
    requires transitive java.sql;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires jdk.management;
    requires org.tukaani.xz;
    requires static transitive org.jspecify;

    exports dev.chatstore.testkit;
    exports dev.chatstore.testkit.cache;
    exports dev.chatstore.testkit.chat;
    exports dev.chatstore.testkit.fault;
    exports dev.chatstore.testkit.history;
    exports dev.chatstore.testkit.jdbc;
    exports dev.chatstore.testkit.life;
    exports dev.chatstore.testkit.model;
    exports dev.chatstore.testkit.segment;
    exports dev.chatstore.testkit.server;
    exports dev.chatstore.testkit.session;
}
