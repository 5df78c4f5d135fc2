package dev.chatstore.testkit.model;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.MutableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares both stores under test with a model over random calls: every result and every error must be the same. A
 * failure names the seed, and the few calls that reproduce it.
 */
public abstract class ChatStoreModelContract {
    /** Opens the storage under test, which is empty when a test method begins. */
    protected abstract Storage open(InstantSource clock, Map<String, String> settings);

    /** Opens the model, which is empty when a test method begins. */
    protected abstract Storage openModel(InstantSource clock, Map<String, String> settings);

    /** Returns what moves the messages of the storage that was opened last; nothing by default. */
    protected MessageMoves moves() {
        return MessageMoves.NONE;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void randomCallsHaveTheResultsOfTheModel(long seed) {
        check(seed);
    }

    @Test
    void randomCallsOfANewSeedHaveTheResultsOfTheModel() {
        check(new SecureRandom().nextLong());
    }

    private void check(long seed) {
        MutableClock clock = MutableClock.at(Instant.EPOCH);
        Map<String, String> settings = Map.of(
                "limits.message-bytes",
                RandomSteps.MESSAGE_BYTES + "B",
                "sessions.ttl",
                "10m",
                "sessions.retries",
                "0");
        try (Storage model = openModel(clock, settings);
                Storage subject = open(clock, settings)) {
            new ModelComparison(model, subject, moves(), clock).check(seed);
        }
    }
}
