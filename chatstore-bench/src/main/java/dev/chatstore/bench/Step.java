package dev.chatstore.bench;

import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Plan;
import dev.chatstore.bench.measure.PlotPoint;
import dev.chatstore.bench.measure.Result;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One measurement.
 *
 * @param path the name of the measured operation
 * @param aims what is reported, and its bounds
 * @param points its places in plots
 * @param time how long it takes
 * @param inStore conversations that the store must contain
 * @param inRaw conversations that the raw table must contain
 * @param action what measures it
 */
record Step(
        String path,
        List<Aim> aims,
        List<PlotPoint> points,
        Time time,
        List<ConversationSet> inStore,
        List<ConversationSet> inRaw,
        Action action) {
    /** How long a step takes. */
    @FunctionalInterface
    interface Time {
        Duration of(Plan plan);
    }

    /** Measures within the given times. */
    @FunctionalInterface
    interface Action {
        Result run(Plan plan) throws Exception;
    }

    /** Returns a step whose time does not depend on the plan. */
    static Step taking(Duration time, String path, List<Aim> aims, Action action) {
        return new Step(path, aims, List.of(), plan -> time, List.of(), List.of(), action);
    }

    /** Returns the conversations that any of the steps needs. */
    static Set<ConversationSet> conversations(List<Step> steps, Function<Step, List<ConversationSet>> part) {
        return steps.stream()
                .map(part)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns whether it is only a point of a plot. */
    boolean isOnlyPlotted() {
        return aims.stream().allMatch(aim -> aim.bound() == null) && !points.isEmpty();
    }

    /** Returns the times of this step. */
    Plan plan(Options options, boolean first) {
        if (first) {
            return options.first();
        }
        return isOnlyPlotted() ? options.plotted() : options.measured();
    }
}
