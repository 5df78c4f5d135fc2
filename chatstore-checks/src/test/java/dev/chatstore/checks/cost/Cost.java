package dev.chatstore.checks.cost;

import dev.chatstore.testkit.fault.FaultProxy;
import dev.chatstore.testkit.fault.Traffic;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What one call of an operation costs on the network.
 *
 * @param store the traffic of the durable store
 * @param cache the traffic of the shared cache
 */
record Cost(Traffic store, Traffic cache) {
    private static final int WARMUP = 10;
    private static final int CALLS = 15;

    /**
     * Returns the medians over some calls, so that it does not matter that the pool examines a connection now and then, or
     * that the feed sends a heartbeat.
     */
    static Cost of(FaultProxy store, FaultProxy cache, Runnable operation) {
        IntStream.range(0, WARMUP).forEach(i -> operation.run());
        List<Cost> costs = IntStream.range(0, CALLS)
                .mapToObj(i -> {
                    Traffic storeBefore = store.traffic();
                    Traffic cacheBefore = cache.traffic();
                    operation.run();
                    return new Cost(
                            store.traffic().minus(storeBefore), cache.traffic().minus(cacheBefore));
                })
                .toList();
        return new Cost(median(costs, Cost::store), median(costs, Cost::cache));
    }

    /** Returns whether no number is higher than that of the limit. */
    boolean isWithin(Cost limit) {
        return isWithin(store, limit.store) && isWithin(cache, limit.cache);
    }

    /** Returns the cost with more bytes. */
    Cost plus(long storeBytes, long cacheBytes) {
        return new Cost(plus(store, storeBytes), plus(cache, cacheBytes));
    }

    private static Traffic plus(Traffic traffic, long bytes) {
        return new Traffic(traffic.roundTrips(), traffic.requestBytes() + bytes, traffic.replyBytes() + bytes);
    }

    private static boolean isWithin(Traffic traffic, Traffic limit) {
        return traffic.roundTrips() <= limit.roundTrips()
                && traffic.requestBytes() <= limit.requestBytes()
                && traffic.replyBytes() <= limit.replyBytes();
    }

    private interface Part {
        Traffic of(Cost cost);
    }

    private static Traffic median(List<Cost> costs, Part part) {
        List<Traffic> all = costs.stream().map(part::of).toList();
        return new Traffic(
                median(all, Traffic::roundTrips), median(all, Traffic::requestBytes), median(all, Traffic::replyBytes));
    }

    private static long median(List<Traffic> all, ToLongFunction<Traffic> number) {
        return all.stream().mapToLong(number).sorted().toArray()[all.size() / 2];
    }
}
