package dev.chatstore.bench.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparison that was measured.
 *
 * @param path the name of the measured operation
 * @param aims what is reported, and its bounds
 * @param points its places in plots
 * @param sides the store first, then alternative raw operations, the fastest of which is compared
 * @param loads what else the machine did, for each round
 * @param failure why it was not measured, or null
 */
public record Result(
        String path,
        List<Aim> aims,
        List<PlotPoint> points,
        List<Measured> sides,
        List<Load> loads,
        @Nullable String failure) {
    /**
     * A side that was measured.
     *
     * @param label its name
     * @param rounds its figures in each round
     */
    public record Measured(String label, List<Figures> rounds) {
        /** Returns the median of each figure. */
        public Figures median() {
            return Figures.median(rounds);
        }
    }

    /** Returns a comparison that failed. */
    public static Result failed(String path, List<Aim> aims, String failure) {
        return new Result(path, aims, List.of(), List.of(), List.of(), failure);
    }

    /** Returns this result with places in plots. */
    public Result at(List<PlotPoint> more) {
        return new Result(path, aims, more, sides, loads, failure);
    }

    /** Returns the side of the store. */
    public Measured ours() {
        return sides.get(0);
    }

    /** Returns the fastest raw side, or null if there is none. */
    public @Nullable Measured raw() {
        return sides.stream()
                .skip(1)
                .max(Comparator.comparingDouble(side -> side.median().rate()))
                .orElse(null);
    }

    /** Returns the figure that an aim bounds, for each round. */
    public List<Double> figures(Aim aim) {
        List<Double> figures = new ArrayList<>();
        Measured raw = raw();
        for (int round = 0; round < ours().rounds().size(); round++) {
            Figures ours = ours().rounds().get(round);
            figures.add(
                    raw == null
                            ? ours.rate()
                            : ratio(aim.kind(), ours, raw.rounds().get(round)));
        }
        return figures;
    }

    private static double ratio(Aim.Kind kind, Figures ours, Figures raw) {
        return switch (kind) {
            case TIME -> raw.rate() / ours.rate();
            case RATE -> ours.rate() / raw.rate();
            case CPU -> ours.cpu() / raw.cpu();
            case MILLIS, BYTES, MESSAGES_PER_SECOND -> throw new IllegalStateException(kind + " has no raw operation");
        };
    }
}
