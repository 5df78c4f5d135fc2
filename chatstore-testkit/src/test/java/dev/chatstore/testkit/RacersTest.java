package dev.chatstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class RacersTest {
    @Test
    void allRacersRunAtOnceAndReturnTheirResultsInOrder() {
        CountDownLatch together = new CountDownLatch(8);
        List<Integer> results = Racers.all(8, racer -> {
            together.countDown();
            together.await();
            return racer;
        });
        assertThat(results).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void theFailureOfARacerIsReported() {
        IllegalStateException failure = new IllegalStateException("lost its way");
        List<Racers.Finish<Integer>> finishes = Racers.race(2, racer -> {
            if (racer == 1) {
                throw failure;
            }
            return racer;
        });
        assertThat(finishes).containsExactly(new Racers.Finish<>(0, null), new Racers.Finish<>(null, failure));
    }

    @Test
    void whereAllRacersMustSucceedAFailureIsThrownToTheCaller() {
        assertThatThrownBy(() -> Racers.all(2, racer -> {
                    throw new IllegalStateException("lost its way");
                }))
                .isInstanceOf(AssertionError.class)
                .hasRootCauseMessage("lost its way");
    }
}
