package dev.chatstore.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The options of a run.
 *
 * @param only matches the names of the peers to compare
 * @param histories the lengths of the conversations
 * @param rounds the number of slices of each peer in each comparison
 * @param slice the length of a slice
 * @param warmup the length of the warm-up of each peer, by appending and again by reading
 */
record Options(Path directory, Pattern only, List<Integer> histories, int rounds, Duration slice, Duration warmup) {
    /** Reads the options from properties such as {@code peers.rounds}. */
    static Options of(UnaryOperator<String> properties) {
        return new Options(
                Path.of(properties.apply("peers.dir")),
                Pattern.compile(properties.apply("peers.only"), Pattern.CASE_INSENSITIVE),
                Stream.of(properties.apply("peers.histories").split(",", -1))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(properties.apply("peers.rounds")),
                seconds(properties.apply("peers.seconds")),
                seconds(properties.apply("peers.warmup.seconds")));
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos((long) (Double.parseDouble(text) * 1e9));
    }

    /** Describes the settings of the measurement. */
    String describe() {
        return String.format(
                Locale.ROOT,
                "%d rounds of slices of at most %s s, after a warm-up of %s s appending and %s s reading with 8 callers",
                rounds,
                seconds(slice),
                seconds(warmup),
                seconds(warmup));
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toNanos() / 1e9).replaceAll("\\.0$", "");
    }
}
