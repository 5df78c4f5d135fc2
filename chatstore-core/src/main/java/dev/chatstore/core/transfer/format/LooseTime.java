package dev.chatstore.core.transfer.format;

import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Instants;
import dev.chatstore.core.transfer.source.SourceReading;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a message was said, in a source that names and writes times its own way.
 *
 * @param said the time, or null if there is none
 * @param written the time as the source writes it, or empty
 * @param changes what is lost of it
 */
record LooseTime(@Nullable Instant said, String written, List<String> changes) {
    private static final List<String> KEYS =
            List.of("time", "timestamp", "date", "created_at", "createdAt", "create_time", "created", "datetime");
    private static final LooseTime NONE = new LooseTime(null, "", List.of());

    /** Seconds since 1970 have fewer digits for the next three thousand years, and milliseconds more since 1973. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    static LooseTime of(Map<String, @Nullable Object> message, SourceReading reading) {
        for (String key : KEYS) {
            Object value = message.get(key);
            if (value != null) {
                return of(value, reading);
            }
        }
        return NONE;
    }

    static LooseTime of(@Nullable Object value, SourceReading reading) {
        BigDecimal number = Fields.number(value);
        if (number != null) {
            Instant instant =
                    number.abs().compareTo(FIRST_MILLIS) < 0 ? Instants.ofSeconds(number) : Instants.ofMillis(number);
            return new LooseTime(instant, String.valueOf(value), List.of());
        }
        Instant instant = Instants.ofIso(value);
        LocalDateTime local = instant == null ? Instants.localOfIso(value) : null;
        if (local == null) {
            return new LooseTime(
                    instant,
                    String.valueOf(value),
                    instant == null
                            ? List.of("its time is not one that can be read, and stays in the metadata")
                            : List.of());
        }
        Instant zoned = reading.instantOf(local);
        return new LooseTime(
                zoned,
                String.valueOf(value),
                zoned == null ? List.of("its time has no zone, and stays in the metadata") : List.of());
    }
}
