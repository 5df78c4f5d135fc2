package dev.chatstore.examples.twonodes;

import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;

/**
 * A PostgreSQL and a Redis for this run. They end with it, also where it is broken off.
 *
 * @param postgres the server of the database
 * @param database the database
 * @param redis a Redis that keeps nothing on disk: what it has is all in the database
 */
record Servers(TestServer postgres, TestDatabase database, TestRedis redis) implements AutoCloseable {
    /**
     * Starts them.
     *
     * @throws IllegalStateException if one cannot be had; the message says what to add
     */
    static Servers start() {
        TestServer postgres = TestServers.start(ServerKind.POSTGRES_18);
        return new Servers(postgres, postgres.newDatabase(), RedisServers.start("--appendonly", "no", "--save", ""));
    }

    /** Starts a node on both. */
    NodeProcess node(String name) {
        return NodeProcess.start(name, database.url(), redis.url());
    }

    @Override
    public void close() {
        redis.close();
        database.drop();
        postgres.close();
    }
}
