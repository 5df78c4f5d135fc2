package dev.chatstore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Meter NO_METER = () -> Reading.NONE;

    @Test
    void eachThreadCallsUntilTheSliceEnds() throws Exception {
        Set<Thread> callers = ConcurrentHashMap.newKeySet();
        CountDownLatch calls = new CountDownLatch(1_000);
        CountDownLatch all = new CountDownLatch(4);
        ManualTimer timer = new ManualTimer(() -> {
            calls.await();
            all.await();
        });
        Operation operation = () -> {
            if (callers.add(Thread.currentThread())) {
                all.countDown();
            }
            calls.countDown();
        };
        try (Team team = new Team(operation, 4, timer, NO_METER)) {
            Slice slice = team.run(SECOND);

            assertThat(callers).hasSize(4);
            assertThat(slice.nanos()).isEqualTo(SECOND.toNanos());
            assertThat(slice.calls()).isGreaterThanOrEqualTo(1_000);
            assertThat(slice.latency().getTotalCount()).isEqualTo(slice.calls());
            assertThat(slice.inTime()).isBetween(slice.calls() - 4, slice.calls());
        }
    }

    @Test
    void aCallThatEndsAfterTheSliceDoesNotCountForTheRateNorLengthenIt() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicLong calls = new AtomicLong();
        LateTimer timer = new LateTimer(second, ended);
        Operation operation = () -> {
            if (calls.incrementAndGet() == 2) {
                second.countDown();
                ended.await();
                timer.advance(Duration.ofSeconds(3));
            }
        };
        try (Team team = new Team(operation, 1, timer, NO_METER)) {
            Slice slice = team.run(SECOND);

            assertThat(slice.inTime()).isEqualTo(1);
            assertThat(slice.calls()).isEqualTo(2);
            assertThat(slice.nanos()).isEqualTo(SECOND.toNanos());
            assertThat(slice.wall()).isEqualTo(SECOND.multipliedBy(4).toNanos());
            assertThat(Figures.of(slice).rate()).isEqualTo(1);
            assertThat(slice.latency().getMaxValue()).isGreaterThanOrEqualTo(3 * SECOND.toNanos());
        }
    }

    /** Pauses until a call has begun, and lets it end after the end of the slice was read. */
    private static final class LateTimer implements Timer {
        private final CountDownLatch begun;
        private final CountDownLatch ended;
        private final Thread reader = Thread.currentThread();
        private final AtomicLong nanos = new AtomicLong();
        private volatile boolean paused;

        LateTimer(CountDownLatch begun, CountDownLatch ended) {
            this.begun = begun;
            this.ended = ended;
        }

        void advance(Duration duration) {
            nanos.addAndGet(duration.toNanos());
        }

        @Override
        public long nanos() {
            long now = nanos.get();
            if (paused && Thread.currentThread() == reader) {
                ended.countDown();
            }
            return now;
        }

        @Override
        public void pause(Duration duration) {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            advance(duration);
            paused = true;
        }
    }

    @Test
    void aFailedCallFailsTheSlice() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        ManualTimer timer = new ManualTimer(failed::await);
        Operation operation = () -> {
            failed.countDown();
            throw new IllegalStateException("broken");
        };
        try (Team team = new Team(operation, 2, timer, NO_METER)) {
            assertThatThrownBy(() -> team.run(SECOND))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("broken");
        }
    }

    @Test
    void theMeterCoversTheWholeSlice() throws Exception {
        AtomicLong used = new AtomicLong();
        CountDownLatch called = new CountDownLatch(1);
        Meter meter = () -> new Reading(used.addAndGet(5), used.get() * 2, used.get() * 10);
        try (Team team = new Team(called::countDown, 1, new ManualTimer(called::await), meter)) {
            Slice slice = team.run(SECOND);

            assertThat(slice.used()).isEqualTo(new Reading(5, 10, 50));
            assertThat(slice.wall()).isEqualTo(SECOND.toNanos());
        }
    }
}
