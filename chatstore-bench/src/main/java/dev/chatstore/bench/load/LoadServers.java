package dev.chatstore.bench.load;

import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.util.List;

/** A durable PostgreSQL that counts its statements, with a new database, and a Redis of bounded memory. */
final class LoadServers implements AutoCloseable {
    /** The memory of Redis, in MiB. */
    static final int REDIS_MEBIBYTES = 128;

    private final TestServer server;
    private final TestRedis redis;

    private LoadServers(TestServer server, TestRedis redis) {
        this.server = server;
        this.redis = redis;
    }

    static LoadServers start() {
        TestServer server = TestServers.start(
                ServerKind.POSTGRES_18, List.of("shared_preload_libraries=pg_stat_statements", "compute_query_id=on"));
        return new LoadServers(
                server,
                RedisServers.start(
                        "--appendonly",
                        "no",
                        "--save",
                        "",
                        "--maxmemory",
                        REDIS_MEBIBYTES + "mb",
                        "--maxmemory-policy",
                        "volatile-lru"));
    }

    TestDatabase newDatabase() {
        return server.newDatabase();
    }

    TestServer database() {
        return server;
    }

    TestRedis redis() {
        return redis;
    }

    String describe() {
        return "PostgreSQL " + server.version() + " with its durable settings, Redis "
                + redis.info("server", "redis_version") + " with " + REDIS_MEBIBYTES + " MiB";
    }

    @Override
    public void close() {
        redis.close();
        server.close();
    }
}
