package dev.chatstore.peers;

import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestRedis;
import dev.chatstore.testkit.server.TestServer;
import dev.chatstore.testkit.server.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The peers, each with its own database on one PostgreSQL with durable commits, and a Redis with its default durability. */
final class Lineup implements AutoCloseable {
    private static final String WAL_POSITION = PostgresPool.sql("wal_position.sql");

    private final TestServer postgres = TestServers.start(ServerKind.POSTGRES_18, List.of("max_connections=200"));
    private final TestRedis redis = RedisServers.start("--appendonly", "no", "--save", "3600 1 300 100 60 10000");
    private final Connection administrator;
    private final List<TestDatabase> databases = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();

    private Lineup() throws SQLException {
        administrator = postgres.connectAsAdministrator();
    }

    /** Opens the peers whose names contain a match. */
    static Lineup open(Pattern only) throws SQLException {
        Lineup lineup = new Lineup();
        lineup.add(ChatstorePeer.withoutCache(lineup.database()));
        lineup.add(ChatstorePeer.withCache(lineup.database()));
        lineup.add(new SpringAiSessionPeer(lineup.database()));
        lineup.add(new SpringAiJdbcPeer(lineup.database()));
        lineup.add(new LangChain4jRedisPeer(lineup.redis));
        lineup.add(new JsonRowPeer(lineup.database()));
        lineup.add(new RawPeer(lineup.database()));
        lineup.keep(only);
        return lineup;
    }

    private TestDatabase database() {
        TestDatabase database = postgres.newDatabase();
        databases.add(database);
        return database;
    }

    private void add(Peer peer) {
        peers.add(peer);
    }

    private void keep(Pattern only) {
        peers.removeIf(peer -> {
            boolean unwanted = !only.matcher(peer.description().name()).find();
            if (unwanted) {
                peer.close();
            }
            return unwanted;
        });
        if (peers.isEmpty()) {
            throw new IllegalArgumentException("peers.only matches no peer: " + only);
        }
    }

    List<Peer> peers() {
        return peers;
    }

    /** Returns the servers with their exact versions. */
    String servers() {
        return "PostgreSQL " + postgres.version() + " with durable commits, Redis "
                + redis.info("server", "redis_version") + " without an append-only file";
    }

    /** Returns the end of PostgreSQL's write-ahead log. */
    long walPosition() throws SQLException {
        try (Statement statement = administrator.createStatement();
                ResultSet rows = statement.executeQuery(WAL_POSITION)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Completes the maintenance that PostgreSQL would otherwise do in the background after so many new rows. */
    void settle() throws SQLException {
        for (TestDatabase database : databases) {
            PostgresPool.run(database.connectAsAdministrator(), "settle.sql");
        }
    }

    @Override
    public void close() throws SQLException {
        peers.forEach(Peer::close);
        administrator.close();
        redis.close();
        postgres.close();
    }
}
