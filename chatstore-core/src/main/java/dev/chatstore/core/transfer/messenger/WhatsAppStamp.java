package dev.chatstore.core.transfer.messenger;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The date and time that a message of WhatsApp begins with, in one of the forms of phones and languages.
 *
 * @param text the date and time as they are written
 * @param separator what stands between the parts of the date
 * @param first the first part of the date, which is a year if it has four digits
 * @param second the second part
 * @param third the third part
 * @param hour the hour, of 24
 * @param minute the minute
 * @param seconds the second, 0 if there is none
 * @param rest what follows: the sender and the text, or an event
 */
// Nine components: the parts of a line, which one expression takes apart.
record WhatsAppStamp(
        String text, char separator, int first, int second, int third, int hour, int minute, int seconds, String rest) {
    private static final int CENTURY = 2000;
    private static final int HALF_DAY = 12;

    /** The first number that is no month. */
    private static final int NO_MONTH = 13;

    /** The first number that is no day. */
    private static final int NO_DAY = 32;

    private static final String SPACE = "[ \\u00A0\\u202F]";
    private static final Pattern LINE = Pattern.compile(
            "[\\u200E\\u200F\\uFEFF]*(\\[)?"
                    + "((\\d{1,4})([./-])(\\d{1,2})[./-](\\d{1,4}),?" + SPACE + "+(?:klo" + SPACE + ")?"
                    + "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?" + SPACE + "*"
                    + "([AaPp])?(?:\\." + SPACE + "?)?(?:[Mm]\\.?)?)"
                    + "(?:\\]" + SPACE + "?|" + SPACE + "-" + SPACE + ")(.*)",
            Pattern.DOTALL);

    /** Returns the stamp of a line, or null if the line continues the message before it. */
    static @Nullable WhatsAppStamp of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || (matcher.group(1) != null) != isClosed(line, matcher)) {
            return null;
        }
        int hour = Integer.parseInt(matcher.group(7));
        String half = matcher.group(10);
        if (half != null) {
            boolean afternoon = half.equalsIgnoreCase("p");
            hour = hour % HALF_DAY + (afternoon ? HALF_DAY : 0);
        }
        String seconds = matcher.group(9);
        return new WhatsAppStamp(
                matcher.group(2),
                matcher.group(4).charAt(0),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(5)),
                Integer.parseInt(matcher.group(6)),
                hour,
                Integer.parseInt(matcher.group(8)),
                seconds == null ? 0 : Integer.parseInt(seconds),
                matcher.group(11));
    }

    private static boolean isClosed(String line, Matcher matcher) {
        return line.charAt(matcher.end(2)) == ']';
    }

    boolean isYearFirst() {
        return first >= NO_DAY;
    }

    /** Returns whether the date tells by itself that the day comes first, or that it does not; null if it could be both. */
    @Nullable Boolean isDayFirst() {
        if (isYearFirst()) {
            return false;
        }
        if (separator == '.' || first >= NO_MONTH) {
            return true;
        }
        return second >= NO_MONTH ? Boolean.FALSE : null;
    }

    /** Returns the date and time, or null if there is no such day. */
    @Nullable LocalDateTime time(boolean dayFirst) {
        int year = isYearFirst() ? first : third;
        int month;
        int day;
        if (isYearFirst()) {
            month = second;
            day = third;
        } else {
            month = dayFirst ? second : first;
            day = dayFirst ? first : second;
        }
        try {
            return LocalDateTime.of(year < CENTURY / 2 ? CENTURY + year : year, month, day, hour, minute, seconds);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the sender before the first colon that a space or the end follows, or null if there is none. */
    @Nullable String sender() {
        int colon = rest.indexOf(": ");
        int end = colon < 0 && rest.endsWith(":") ? rest.length() - 1 : colon;
        return end < 1 ? null : rest.substring(0, end);
    }
}
