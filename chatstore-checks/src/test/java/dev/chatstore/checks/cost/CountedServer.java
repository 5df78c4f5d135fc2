package dev.chatstore.checks.cost;

import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServers;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A server whose clients connect through a proxy that counts. */
enum CountedServer {
    POSTGRES(ServerKind.POSTGRES_18, ""),
    MYSQL(ServerKind.MYSQL_8, "?sslMode=DISABLED&allowPublicKeyRetrieval=true"),
    MARIADB(ServerKind.MARIADB_11, "?sslMode=disable"),
    REDIS(null, "");

    private final @Nullable ServerKind kind;
    private final String parameters;

    CountedServer(@Nullable ServerKind kind, String parameters) {
        this.kind = kind;
        this.parameters = parameters;
    }

    int port() {
        return kind == null
                ? RedisServers.shared().port()
                : TestServers.shared(kind).port();
    }

    /** Returns the URL of an empty database, or of Redis, by the port of a proxy. */
    IntFunction<String> newUrl() {
        if (kind == null) {
            return CountedServer::redisUrl;
        }
        TestDatabase database = TestServers.shared(kind).newDatabase();
        return port -> database.url(port) + parameters;
    }

    static String redisUrl(int port) {
        TestRedis redis = RedisServers.shared();
        return redis.url().replace(":" + redis.port(), ":" + port);
    }
}
