package dev.chatstore.checks.cost;

import dev.chatstore.testkit.fault.Traffic;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The most that an operation may cost on the network: the round trips that its Javadoc names, and some tens of per cent
 * above the measured bytes. The texts of 20 messages are 4,000 bytes, and a state is 230 bytes.
 */
final class CostLimits {
    static final String APPEND = "append";
    static final String APPEND_WITH_ID = "append with an id";
    static final String RECENT_20 = "recent(20)";
    static final String RECENT_50 = "recent(50)";
    static final String FIND = "find";
    static final String FIND_SESSION = "session find";
    static final String UPDATE_SESSION = "session update";

    private static final Traffic NOTHING = new Traffic(0, 0, 0);

    /** A read from the shared cache is a whole window: at most twice its default of 200 messages. */
    private static final Traffic WINDOW = new Traffic(1, 150, 2 * 200 * 250);

    private CostLimits() {}

    static Map<String, Cost> of(CountedServer server, CacheTiers tiers) {
        Map<String, Cost> limits = new LinkedHashMap<>();
        store(server).forEach((operation, store) -> limits.put(operation, of(operation, store, tiers)));
        return limits;
    }

    private static Cost of(String operation, Traffic store, CacheTiers tiers) {
        boolean shared = tiers.shared();
        boolean cached = tiers == CacheTiers.L1 || tiers == CacheTiers.L1_L2;
        if (tiers == CacheTiers.NONE) {
            return new Cost(store, NOTHING);
        }
        return switch (operation) {
            case APPEND, APPEND_WITH_ID -> new Cost(store, shared ? new Traffic(1, 1_100, 500) : NOTHING);
            case FIND_SESSION -> new Cost(NOTHING, shared ? new Traffic(1, 150, 450) : NOTHING);
            // The state is read from the cache.
            case UPDATE_SESSION ->
                new Cost(
                        new Traffic(store.roundTrips() - 1, store.requestBytes(), store.replyBytes()),
                        shared ? new Traffic(2, 750, 500) : NOTHING);
            default -> new Cost(NOTHING, cached ? NOTHING : WINDOW);
        };
    }

    private static Map<String, Traffic> store(CountedServer server) {
        return switch (server) {
            case POSTGRES ->
                limits(
                        new Traffic(1, 600, 100),
                        new Traffic(1, 200, 0),
                        new Traffic(1, 150, 250),
                        new Traffic(1, 150, 400),
                        new Traffic(2, 600, 800));
            // Its driver sends the text of a statement with each call, and the names of all columns with each result.
            case MYSQL ->
                limits(
                        new Traffic(1, 2_400, 100),
                        new Traffic(1, 700, 0),
                        new Traffic(1, 500, 1_500),
                        new Traffic(1, 500, 1_000),
                        new Traffic(2, 1_500, 1_100));
            case MARIADB ->
                limits(
                        new Traffic(1, 2_000, 120),
                        new Traffic(1, 100, 0),
                        new Traffic(1, 100, 150),
                        new Traffic(1, 100, 400),
                        new Traffic(2, 500, 450));
            case REDIS ->
                limits(
                        new Traffic(1, 900, 100),
                        new Traffic(1, 450, 0),
                        new Traffic(1, 100, 400),
                        new Traffic(1, 200, 600),
                        new Traffic(2, 700, 1_200));
        };
    }

    private static Map<String, Traffic> limits(
            Traffic append, Traffic recent, Traffic find, Traffic findSession, Traffic updateSession) {
        Map<String, Traffic> limits = new LinkedHashMap<>();
        limits.put(APPEND, append);
        limits.put(APPEND_WITH_ID, append);
        limits.put(RECENT_20, messages(recent, 20));
        limits.put(RECENT_50, messages(recent, 50));
        limits.put(FIND, find);
        limits.put(FIND_SESSION, findSession);
        limits.put(UPDATE_SESSION, updateSession);
        return limits;
    }

    /** The reply with messages may be 1.7 times their texts. */
    private static Traffic messages(Traffic read, int messages) {
        return new Traffic(read.roundTrips(), read.requestBytes(), messages * CountedStorage.TEXT_BYTES * 17 / 10);
    }
}
