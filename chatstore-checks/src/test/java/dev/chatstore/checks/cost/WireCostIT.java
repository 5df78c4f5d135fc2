package dev.chatstore.checks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The round trips and the bytes of each operation that a bot calls for a message, as a proxy in front of each server counts
 * them. Unlike statements, they include what a driver sends by itself.
 */
class WireCostIT {
    /** More messages than any cache keeps. */
    private static final int LONG_HISTORY = 3_000;

    /** A sequence and a version of each message have a digit more. */
    private static final int DIGITS = 2 * 50;

    /** A notification, which the feed delivers to its sender too, but in its own time. */
    private static final int NOTIFICATION = 500;

    static Stream<Arguments> combinations() {
        return Stream.of(CountedServer.values())
                .flatMap(server -> Stream.of(CacheTiers.values())
                        .filter(tiers -> server != CountedServer.REDIS || !tiers.shared())
                        .map(tiers -> Arguments.of(server, tiers)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void noOperationCostsMoreThanItsLimitAndNoneMoreInALongHistory(CountedServer server, CacheTiers tiers) {
        try (CountedStorage storage = new CountedStorage(server, tiers)) {
            storage.grow(100);
            Map<String, Cost> few = storage.costs();
            assertWithin(few, CostLimits.of(server, tiers));
            storage.grow(LONG_HISTORY);
            Map<String, Cost> many = storage.costs();
            assertWithin(many, CostLimits.of(server, tiers));
            if (tiers == CacheTiers.L2) {
                // These are a whole window, which the limit bounds.
                many.keySet()
                        .removeAll(Stream.of(CostLimits.RECENT_20, CostLimits.RECENT_50, CostLimits.FIND)
                                .toList());
            }
            few.replaceAll((operation, cost) -> cost.plus(DIGITS, NOTIFICATION));
            assertWithin(many, few);
        }
    }

    private static void assertWithin(Map<String, Cost> costs, Map<String, Cost> limits) {
        Map<String, String> exceeded = new LinkedHashMap<>();
        costs.forEach((operation, cost) -> {
            Cost limit = limits.get(operation);
            if (limit == null || !cost.isWithin(limit)) {
                exceeded.put(operation, cost + " instead of at most " + limit);
            }
        });
        assertThat(exceeded).as("operations that cost more than they may").isEmpty();
    }
}
