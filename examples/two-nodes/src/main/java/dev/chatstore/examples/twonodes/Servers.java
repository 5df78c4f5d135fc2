package dev.chatstore.examples.twonodes;

import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;

/**
 * A PostgreSQL and a Redis for this run, which end with it, even if it is interrupted.
 *
 * @param postgres the server of the database
 * @param database the database
 * @param redis a Redis without persistence: everything in it is also in the database
 */
record Servers(TestServer postgres, TestDatabase database, TestRedis redis) implements AutoCloseable {
    /**
     * Starts the servers.
     *
     * @throws IllegalStateException if a server is missing; the message says what to add
     */
    static Servers start() {
        TestServer postgres = TestServers.start(ServerKind.POSTGRES_18);
        return new Servers(postgres, postgres.newDatabase(), RedisServers.start("--appendonly", "no", "--save", ""));
    }

    /** Starts a node that uses both servers. */
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
