package dev.chatstore.bench.load;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.core.operations.CacheStatistics;
import dev.chatstore.core.operations.TierStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/** The storages of all nodes, which are in this process. */
final class Nodes implements AutoCloseable {
    private final List<ChatStorage> all = new ArrayList<>();

    private Nodes() {}

    /**
     * Opens the nodes on one database.
     *
     * @param settings in addition to those of the setup
     */
    static Nodes open(CacheSetup setup, String url, String redis, Map<String, String> settings) {
        Nodes nodes = new Nodes();
        for (int i = 0; i < setup.nodes(); i++) {
            ChatStorageBuilder builder =
                    ChatStorage.builder().url(url).settings(setup.settings()).settings(settings);
            if (setup.shared()) {
                builder.set("cache.url", redis);
            }
            nodes.all.add(builder.open());
        }
        return nodes;
    }

    /** Loads conversations into all caches, as processes have them that have run for some time. */
    void warm(List<ConversationId> ids) {
        all.forEach(node -> node.caches().warm(ids));
    }

    /** Returns any of the nodes, as a load balancer does that knows no conversations. */
    ChatStorage any(SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    List<ChatStorage> all() {
        return List.copyOf(all);
    }

    /** Returns a count of the caches, of all nodes. */
    long caches(ToLongFunction<CacheStatistics> count) {
        return all.stream()
                .mapToLong(node -> count.applyAsLong(node.caches().statistics()))
                .sum();
    }

    /** Returns a count of the caches of conversations in the processes, of all nodes. */
    long processes(ToLongFunction<TierStatistics> count) {
        return caches(statistics -> count.applyAsLong(statistics.process()));
    }

    /** Returns a count of the connection pools, of all nodes. */
    int pools(ToLongFunction<PoolUse> count) {
        return (int) all.stream()
                .flatMap(node -> node.statistics().pools().stream())
                .mapToLong(count)
                .sum();
    }

    @Override
    public void close() {
        all.forEach(ChatStorage::close);
    }
}
