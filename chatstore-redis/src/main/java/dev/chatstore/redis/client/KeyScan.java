package dev.chatstore.redis.client;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * Finds the keys of a pattern on all primaries, in bounded steps. A step that has failed may be made again: it moves on only
 * when its reply has arrived, which the client's own iteration does not promise. For one thread.
 */
public final class KeyScan {
    private static final String BEGINNING = ScanParams.SCAN_POINTER_START;

    private final ScanParams step;
    private final Queue<ConnectionPool> primaries = new ArrayDeque<>();
    private String cursor = BEGINNING;
    private boolean isComplete;

    private KeyScan(ScanParams step) {
        this.step = step;
    }

    /**
     * Begins a scan.
     *
     * @param size about how many keys a step looks at
     */
    public static KeyScan of(UnifiedJedis client, String pattern, int size) {
        KeyScan scan = new KeyScan(new ScanParams().match(pattern).count(size));
        if (client instanceof RedisClusterClient cluster) {
            scan.primaries.addAll(Primaries.of(cluster));
            scan.isComplete = scan.primaries.isEmpty();
        }
        return scan;
    }

    /** Returns whether all keys were looked at. */
    public boolean isComplete() {
        return isComplete;
    }

    /** Makes a step on the client of the scan, and returns what it has found: some keys, perhaps one twice, or none. */
    public List<String> next(UnifiedJedis client) {
        ScanResult<String> page = page(client, primaries.peek());
        cursor = page.getCursor();
        if (cursor.equals(BEGINNING)) {
            primaries.poll();
            isComplete = primaries.isEmpty();
        }
        return page.getResult();
    }

    private ScanResult<String> page(UnifiedJedis client, @Nullable ConnectionPool primary) {
        if (primary == null) {
            return client.scan(cursor, step);
        }
        try (Connection connection = primary.getResource()) {
            return new Jedis(connection).scan(cursor, step);
        }
    }
}
