package dev.chatstore.core.transfer.messenger;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Set;
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
 * @param typical whether the lines of logs do not begin so: they have seconds, or the year first and no comma
 * @param hour the hour, of 24
 * @param minute the minute
 * @param seconds the second, 0 if there is none
 * @param rest what follows: the sender and the text, or an event
 */
// Ten components: the parts of a line, which one expression takes apart.
record WhatsAppStamp(
        String text,
        char separator,
        int first,
        int second,
        int third,
        boolean typical,
        int hour,
        int minute,
        int seconds,
        String rest) {
    private static final int CENTURY = 2000;
    private static final int HALF_DAY = 12;

    /** The first number that is no month. */
    private static final int NO_MONTH = 13;

    /** The first number that is no day. */
    private static final int NO_DAY = 32;

    /** The length of the longest name. */
    private static final int MAX_SENDER = 100;

    private static final String SPACE = "[ \\u00A0\\u202F]";
    private static final Pattern LINE = Pattern.compile(
            "[\\u200E\\u200F\\uFEFF]*(\\[)?"
                    + "((\\d{1,4})([./-])(\\d{1,2})[./-](\\d{1,4})(,?)" + SPACE + "+(?:klo" + SPACE + ")?"
                    + "(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?" + SPACE + "*"
                    + "([AaPp])?(?:\\." + SPACE + "?)?(?:[Mm]\\.?)?)"
                    + "(?:\\]" + SPACE + "?|" + SPACE + "-" + SPACE + ")(.*)",
            Pattern.DOTALL);
    private static final Pattern MARKS = Pattern.compile("[\\u200E\\u200F]");
    private static final Pattern UNSAVED = Pattern.compile("^~" + SPACE + "?");

    /** Returns the stamp of a line, or null if the line continues the message before it. */
    static @Nullable WhatsAppStamp of(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || (matcher.group(1) != null) != isClosed(line, matcher)) {
            return null;
        }
        int hour = Integer.parseInt(matcher.group(8));
        String half = matcher.group(11);
        if (half != null) {
            boolean afternoon = half.equalsIgnoreCase("p");
            hour = hour % HALF_DAY + (afternoon ? HALF_DAY : 0);
        }
        String seconds = matcher.group(10);
        int first = Integer.parseInt(matcher.group(3));
        boolean likeALog =
                seconds != null || (first >= NO_DAY && matcher.group(7).isEmpty());
        return new WhatsAppStamp(
                matcher.group(2),
                matcher.group(4).charAt(0),
                first,
                Integer.parseInt(matcher.group(5)),
                Integer.parseInt(matcher.group(6)),
                matcher.group(1) != null || !likeALog,
                hour,
                Integer.parseInt(matcher.group(9)),
                seconds == null ? 0 : Integer.parseInt(seconds),
                matcher.group(12));
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

    /** A sender and what follows the colon. */
    record Said(String sender, String text) {}

    /** Returns what could be a sender: what stands before the first colon that a space or the end follows; or null. */
    @Nullable String sender() {
        int colon = rest.indexOf(": ");
        int end = colon < 0 && rest.endsWith(":") ? rest.length() - 1 : colon;
        return end < 1 || end > MAX_SENDER ? null : nameOf(rest.substring(0, end));
    }

    /** Returns the message of one of some senders, whose text may follow the colon without a space; or null for an event. */
    @Nullable Said said(Set<String> senders) {
        for (int colon : new int[] {rest.indexOf(": "), rest.indexOf(':'), rest.length() - 1}) {
            if (colon > 0 && rest.charAt(colon) == ':') {
                String name = nameOf(rest.substring(0, colon));
                if (senders.contains(name)) {
                    return new Said(name, rest.substring(colon + 1).stripLeading());
                }
            }
        }
        return null;
    }

    /** Returns a name without what shows that it is not in the address book. */
    private static String nameOf(String shown) {
        return UNSAVED.matcher(MARKS.matcher(shown).replaceAll("")).replaceFirst("");
    }
}
