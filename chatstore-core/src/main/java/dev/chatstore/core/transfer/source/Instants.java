package dev.chatstore.core.transfer.source;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads times of several forms; null if there is none, or none that a message can have. */
public final class Instants {
    private static final int DATE = "2026-01-01".length();
    private static final int SHORTEST = "2026-01-01T00:00".length();
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    /** Databases write a zone of whole hours without minutes. */
    private static final DateTimeFormatter WITH_ZONE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .parseLenient()
            .appendOffset("+HH:mm:ss", "Z")
            .toFormatter(Locale.ROOT);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Instants() {}

    /** Returns the instant of seconds since 1970, a number with or without a fraction, or a text of one. */
    public static @Nullable Instant ofSeconds(@Nullable Object value) {
        return ofMicros(value, MICROS);
    }

    /** Returns the instant of milliseconds since 1970. */
    public static @Nullable Instant ofMillis(@Nullable Object value) {
        return ofMicros(value, BigDecimal.valueOf(1_000));
    }

    private static @Nullable Instant ofMicros(@Nullable Object value, BigDecimal unit) {
        BigDecimal number = Fields.number(value);
        // A huge exponent would be written out; no time needs one.
        if (number == null || (long) number.precision() - number.scale() > 18 || number.scale() > 100) {
            return null;
        }
        long micros;
        try {
            micros = number.multiply(unit).setScale(0, RoundingMode.FLOOR).longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
        return inRange(
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L));
    }

    /** Returns the instant of a text in the form of ISO 8601 with a zone, with a {@code T} or a space between its parts. */
    public static @Nullable Instant ofIso(@Nullable Object value) {
        TemporalAccessor read = parsed(value, WITH_ZONE);
        return read == null ? null : inRange(Instant.from(read));
    }

    /** Returns the time of a text in the form of ISO 8601 without a zone. */
    public static @Nullable LocalDateTime localOfIso(@Nullable Object value) {
        TemporalAccessor read = parsed(value, DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        return read == null ? null : LocalDateTime.from(read);
    }

    /** Returns the instant of a text in the form of ISO 8601, whose time is UTC if it names no zone. */
    public static @Nullable Instant ofIsoOrUtc(@Nullable Object value) {
        Instant instant = ofIso(value);
        LocalDateTime local = instant == null ? localOfIso(value) : null;
        return local == null ? instant : inRange(local.toInstant(ZoneOffset.UTC));
    }

    private static @Nullable TemporalAccessor parsed(@Nullable Object value, DateTimeFormatter form) {
        if (!(value instanceof String text) || text.length() < SHORTEST) {
            return null;
        }
        String iso = text.charAt(DATE) == ' ' ? text.substring(0, DATE) + "T" + text.substring(DATE + 1) : text;
        try {
            return form.parse(iso.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant inRange(Instant instant) {
        return instant.isBefore(FIRST) || instant.isAfter(LAST) ? null : instant;
    }
}
