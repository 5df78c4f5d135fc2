package dev.chatstore.examples.quickstart;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the date in a sentence. */
final class DateParser {
    private static final Pattern ISO = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d\\b");
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
    private static final Pattern DAY_MONTH =
            Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTH + "\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH_DAY =
            Pattern.compile("\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?\\b", Pattern.CASE_INSENSITIVE);

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private DateParser() {}

    /** Returns the date, or empty if there is none. Words such as tomorrow are relative to the date of the message. */
    static Optional<LocalDate> in(String sentence, LocalDate said) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        try {
            Matcher iso = ISO.matcher(lower);
            if (iso.find()) {
                return Optional.of(LocalDate.parse(iso.group()));
            }
            Matcher dayMonth = DAY_MONTH.matcher(lower);
            if (dayMonth.find()) {
                return Optional.of(next(dayMonth.group(2), dayMonth.group(1), said));
            }
            Matcher monthDay = MONTH_DAY.matcher(lower);
            if (monthDay.find()) {
                return Optional.of(next(monthDay.group(1), monthDay.group(2), said));
            }
        } catch (DateTimeException e) {
            return Optional.empty(); // For example 31 June.
        }
        return byWord(lower, said);
    }

    private static LocalDate next(String month, String day, LocalDate said) {
        MonthDay named = MonthDay.of(MONTHS.indexOf(month) / 3 + 1, Integer.parseInt(day));
        LocalDate thisYear = named.atYear(said.getYear());
        return thisYear.isBefore(said) ? named.atYear(said.getYear() + 1) : thisYear;
    }

    private static Optional<LocalDate> byWord(String lower, LocalDate said) {
        if (lower.contains("tomorrow")) {
            return Optional.of(said.plusDays(1));
        }
        if (lower.contains("today") || lower.contains("tonight")) {
            return Optional.of(said);
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            if (lower.contains(day.name().toLowerCase(Locale.ROOT))) {
                return Optional.of(said.with(TemporalAdjusters.next(day)));
            }
        }
        return Optional.empty();
    }
}
