package dev.chatstore.core.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * How times are shown.
 *
 * @param zone the time zone
 * @param locale the language of days
 */
public record ExportView(ZoneId zone, Locale locale) {
    /** Times in UTC, days in English. */
    public static final ExportView UTC = new ExportView(ZoneId.of("UTC"), Locale.ENGLISH);

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    /** Returns the day of a time. */
    LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** Returns a day in full, with the day of the week, in the locale's own form. */
    String named(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(locale)
                .format(day);
    }

    /** Returns hours and minutes. */
    String minute(Instant time) {
        return MINUTE.format(time.atZone(zone));
    }

    /** Returns the day, hours and minutes. */
    String dayAndMinute(Instant time) {
        return DAY_AND_MINUTE.format(time.atZone(zone));
    }

    /** Returns the whole time as ISO 8601 writes it. */
    String exact(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(zone));
    }
}
