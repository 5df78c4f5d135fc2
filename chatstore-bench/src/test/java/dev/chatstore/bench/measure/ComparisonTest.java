package dev.chatstore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComparisonTest {
    private static final Plan PLAN = new Plan(Duration.ofSeconds(5), Duration.ofSeconds(1), 3);

    /** The sides run one after the other, so that the test can see their order. */
    private final List<String> slices = new ArrayList<>();

    private final AtomicReference<String> last = new AtomicReference<>("");
    private final List<Duration> lengths = new ArrayList<>();

    private Side side(String name) {
        return new Side(name, () -> last.set(name));
    }

    private Result measure() throws Exception {
        ManualTimer clock = new ManualTimer(() -> {});
        Timer timer = new Timer() {
            @Override
            public long nanos() {
                return clock.nanos();
            }

            @Override
            public void pause(Duration duration) {
                last.set("");
                while (last.get().isEmpty()) {
                    Thread.onSpinWait();
                }
                slices.add(last.get());
                lengths.add(duration);
                clock.pause(duration);
            }
        };
        return new Comparison("path", 1, List.of(side("ours"), side("raw")), List.of(), List.of())
                .measure(PLAN, timer, () -> Reading.NONE);
    }

    @Test
    void eachSideIsWarmedUpOnceAndThenMeasuredInAlternatingSlices() throws Exception {
        Result result = measure();

        assertThat(slices)
                .containsExactly(
                        "ours", "raw", "ours", "raw", "raw", "ours", "ours", "raw", "raw", "ours", "ours", "raw", "raw",
                        "ours");
        assertThat(lengths.subList(0, 2)).containsOnly(PLAN.warmup());
        assertThat(lengths.subList(2, 14)).containsOnly(PLAN.slice());
        assertThat(result.sides()).extracting(Result.Measured::label).containsExactly("ours", "raw");
        assertThat(result.sides()).allSatisfy(side -> assertThat(side.rounds()).hasSize(3));
        assertThat(result.loads()).hasSize(3);
    }

    @Test
    void thePlannedTimeIsThatOfAllSlices() throws Exception {
        measure();

        assertThat(PLAN.duration(2))
                .isEqualTo(lengths.stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofSeconds(22));
    }

    @Test
    void theRatioIsTheMedianOfTheRoundsAndTheFastestRawSideIsCompared() {
        Result result = new Result(
                "path",
                List.of(),
                List.of(),
                List.of(side("store", 100, 200, 400), side("slow", 50, 60, 70), side("fast", 100, 400, 200)),
                List.of(),
                null);

        assertThat(result.raw()).isNotNull().extracting(Result.Measured::label).isEqualTo("fast");
        assertThat(result.figures(Aim.rateAtLeast(2))).containsExactly(1.0, 0.5, 2.0);
        assertThat(result.figures(Aim.timeWithin(2))).containsExactly(1.0, 2.0, 0.5);
        assertThat(Statistics.median(result.figures(Aim.rateAtLeast(2)))).isCloseTo(1, within(1e-9));
    }

    @Test
    void processorTimeIsThatOfClientAndServers() {
        Figures ours = new Figures(1, null, null, null, 10.0, 20.0, null);
        Figures raw = new Figures(1, null, null, null, 40.0, 20.0, null);
        Result result = new Result(
                "path",
                List.of(),
                List.of(),
                List.of(new Result.Measured("store", List.of(ours)), new Result.Measured("raw", List.of(raw))),
                List.of(),
                null);

        assertThat(result.figures(Aim.cpuWithin(0.5))).containsExactly(0.5);
    }

    private static Result.Measured side(String label, double... rates) {
        List<Figures> rounds = new ArrayList<>();
        for (double rate : rates) {
            rounds.add(Figures.of(rate));
        }
        return new Result.Measured(label, rounds);
    }
}
