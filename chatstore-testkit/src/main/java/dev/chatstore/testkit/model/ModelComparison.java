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

/** Runs the same steps on a model and on a store until their results differ. */
final class ModelComparison {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int STEPS = 300;

    private final Storage model;
    private final Storage subject;
    private final MessageMoves moves;
    private final MutableClock clock;
    private int runs;

    /** Creates a comparison of two stores that use the same clock. */
    ModelComparison(Storage model, Storage subject, MutableClock clock) {
        this(model, subject, MessageMoves.NONE, clock);
    }

    /** Creates a comparison of two stores that use the same clock, of which the messages of the second one move. */
    ModelComparison(Storage model, Storage subject, MessageMoves moves, MutableClock clock) {
        this.model = model;
        this.subject = subject;
        this.moves = moves;
        this.clock = clock;
    }

    /** A difference between two stores in the result of the last of the steps. */
    private record Difference(
            List<Step> steps,
            @Nullable Object expected,
            @Nullable Object actual) {
        @Override
        public String toString() {
            return steps.stream().map(step -> "  " + step + "\n").collect(Collectors.joining()) + "the model returned "
                    + expected + "\nbut the store returned " + actual;
        }
    }

    /**
     * Runs random steps.
     *
     * @throws AssertionError if a result differs; the message has the seed, and the few steps that reproduce it
     */
    void check(long seed) {
        String run = nextRun();
        ComparedStore expected = new ComparedStore(model, MessageMoves.NONE, run);
        RandomSteps random = new RandomSteps(new SplittableRandom(seed), expected);
        Iterator<Step> steps = Stream.generate(random::next).limit(STEPS).iterator();
        run(expected, new ComparedStore(subject, moves, run), steps)
                .map(this::shrunk)
                .ifPresent(difference -> {
                    throw new AssertionError("the results differ with seed " + seed
                            + "L, after these calls on empty stores\n" + difference);
                });
    }

    private Optional<Difference> run(ComparedStore expected, ComparedStore actual, Iterator<Step> steps) {
        clock.set(START);
        List<Step> made = new ArrayList<>();
        while (steps.hasNext()) {
            Step step = steps.next();
            made.add(step);
            if (step instanceof Step.PassTime pass) {
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

    /**
     * Removes the steps that the difference does not need: half of them at once, then a quarter, down to parts of one.
     */
    private Difference shrunk(Difference found) {
        Difference smallest = found;
        for (int part = found.steps.size() / 2; part > 0; part /= 2) {
            int end = smallest.steps.size() - 1;
            while (end > 0) {
                int begin = Math.max(0, end - part);
                List<Step> fewer = new ArrayList<>(smallest.steps);
                fewer.subList(begin, end).clear();
                smallest = rerun(fewer).orElse(smallest);
                end = Math.min(begin, smallest.steps.size() - 1);
            }
        }
        for (int at = 0; at < smallest.steps.size(); at++) {
            smallest = smallerAt(at, smallest);
        }
        return smallest;
    }

    private Difference smallerAt(int at, Difference found) {
        for (Step smaller : found.steps.get(at).smaller()) {
            List<Step> other = new ArrayList<>(found.steps);
            other.set(at, smaller);
            Optional<Difference> repeated = rerun(other);
            if (repeated.isPresent() && at < repeated.get().steps.size()) {
                return smallerAt(at, repeated.get());
            }
        }
        return found;
    }

    /** Runs steps in new tenants, since the stores are no longer empty. */
    private Optional<Difference> rerun(List<Step> steps) {
        String run = nextRun();
        return run(
                new ComparedStore(model, MessageMoves.NONE, run),
                new ComparedStore(subject, moves, run),
                steps.iterator());
    }

    private String nextRun() {
        return "run " + runs++ + " ";
    }
}
