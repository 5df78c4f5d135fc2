package dev.chatstore.testkit;

import dev.chatstore.api.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the same steps on a model and on a store, one after the other, until their results differ. */
final class ModelComparison {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int STEPS = 400;
    private static final int MOST_TRIES = 500;

    private final Stores model;
    private final Stores subject;
    private final MutableClock clock;
    private int runs;

    /** Makes a comparison of two stores that go by the same clock. */
    ModelComparison(Stores model, Stores subject, MutableClock clock) {
        this.model = model;
        this.subject = subject;
        this.clock = clock;
    }

    /** Where two stores differ: at the last of some steps. */
    private record Difference(
            List<Step> steps,
            @Nullable Object expected,
            @Nullable Object actual) {
        @Override
        public String toString() {
            return steps.stream().map(step -> "  " + step + "\n").collect(Collectors.joining()) + "the model gives  "
                    + expected + "\nand the store is " + actual;
        }
    }

    /**
     * Runs random steps.
     *
     * @throws AssertionError if a result differs, with the seed and the few steps that it takes
     */
    void check(long seed) {
        String run = nextRun();
        ModelSide expected = new ModelSide(model, run);
        RandomSteps random = new RandomSteps(new SplittableRandom(seed), expected);
        Iterator<Step> steps = Stream.generate(random::next).limit(STEPS).iterator();
        run(expected, new ModelSide(subject, run), steps).map(this::shrunk).ifPresent(difference -> {
            throw new AssertionError("with the seed " + seed + "L, after these calls on fresh stores\n" + difference);
        });
    }

    private Optional<Difference> run(ModelSide expected, ModelSide actual, Iterator<Step> steps) {
        clock.set(START);
        List<Step> made = new ArrayList<>();
        while (steps.hasNext()) {
            Step step = steps.next();
            made.add(step);
            if (step instanceof Step.Pass pass) {
                clock.advance(pass.time());
            }
            Object wanted = expected.result(step);
            Object got = actual.result(step);
            if (!Objects.equals(wanted, got)) {
                return Optional.of(new Difference(made, wanted, got));
            }
        }
        return Optional.empty();
    }

    /** Leaves out whatever the difference does without, one step after the other. */
    private Difference shrunk(Difference found) {
        Difference smallest = found;
        int at = smallest.steps.size() - 2;
        for (int tries = 0; at >= 0 && tries < MOST_TRIES; tries++) {
            List<Step> fewer = new ArrayList<>(smallest.steps);
            fewer.remove(at);
            smallest = again(fewer).orElse(smallest);
            at = Math.min(at - 1, smallest.steps.size() - 2);
        }
        return smallest;
    }

    private Optional<Difference> again(List<Step> steps) {
        String run = nextRun();
        return run(new ModelSide(model, run), new ModelSide(subject, run), steps.iterator());
    }

    private String nextRun() {
        return "run " + runs++ + " ";
    }
}
