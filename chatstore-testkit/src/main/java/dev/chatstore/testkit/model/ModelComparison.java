package dev.chatstore.testkit.model;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.MutableClock;
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
    private static final int STEPS = 300;

    private final Storage model;
    private final Storage subject;
    private final MutableClock clock;
    private int runs;

    /** Makes a comparison of two stores that go by the same clock. */
    ModelComparison(Storage model, Storage subject, MutableClock clock) {
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
        ComparedStore expected = new ComparedStore(model, run);
        RandomSteps random = new RandomSteps(new SplittableRandom(seed), expected);
        Iterator<Step> steps = Stream.generate(random::next).limit(STEPS).iterator();
        run(expected, new ComparedStore(subject, run), steps).map(this::shrunk).ifPresent(difference -> {
            throw new AssertionError("with the seed " + seed + "L, after these calls on fresh stores\n" + difference);
        });
    }

    private Optional<Difference> run(ComparedStore expected, ComparedStore actual, Iterator<Step> steps) {
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

    /** Leaves out whatever the difference does without: half of the steps at once, then a quarter, down to parts of one. */
    private Difference shrunk(Difference found) {
        Difference least = found;
        for (int part = found.steps.size() / 2; part > 0; part /= 2) {
            int end = least.steps.size() - 1;
            while (end > 0) {
                int begin = Math.max(0, end - part);
                List<Step> fewer = new ArrayList<>(least.steps);
                fewer.subList(begin, end).clear();
                least = again(fewer).orElse(least);
                end = Math.min(begin, least.steps.size() - 1);
            }
        }
        for (int at = 0; at < least.steps.size(); at++) {
            least = smallerAt(at, least);
        }
        return least;
    }

    private Difference smallerAt(int at, Difference found) {
        for (Step smaller : found.steps.get(at).smaller()) {
            List<Step> other = new ArrayList<>(found.steps);
            other.set(at, smaller);
            Optional<Difference> again = again(other);
            if (again.isPresent() && at < again.get().steps.size()) {
                return smallerAt(at, again.get());
            }
        }
        return found;
    }

    /** Runs steps in tenants of their own, since the stores are not empty any more. */
    private Optional<Difference> again(List<Step> steps) {
        String run = nextRun();
        return run(new ComparedStore(model, run), new ComparedStore(subject, run), steps.iterator());
    }

    private String nextRun() {
        return "run " + runs++ + " ";
    }
}
