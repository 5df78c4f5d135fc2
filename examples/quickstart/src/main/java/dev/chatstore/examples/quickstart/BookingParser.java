package dev.chatstore.examples.quickstart;

import dev.chatstore.examples.quickstart.Booking.Part;
import dev.chatstore.examples.quickstart.Booking.Stage;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Applies a sentence to a booking. Applying it twice has the same result, so that a bot that was killed before its answer
 * can process the same sentence again.
 */
final class BookingParser {
    static final Pattern CANCEL = words("cancel|never ?mind|call it off");
    static final Pattern YES = words("yes|yep|sure|please do|go ahead|perfect|ok|okay|oui|sí|ja|да|はい");

    private static final Pattern BOOK = words("book|booking|table|reserve|reservation");
    private static final Pattern TIME = Pattern.compile(
            "\\b([01]?\\d|2[0-3]):([0-5]\\d)\\s*(am|pm)?\\b" + "|\\b(1[0-2]|[1-9])\\s*(am|pm)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final String NUMBER = "(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)";
    private static final Pattern GUESTS = Pattern.compile(
            "\\b" + NUMBER + " (?:people|persons|guests|of us)\\b" + "|\\b(?:for|party of|we are|we're) " + NUMBER
                    + "\\b(?! ?(?:[:-]\\d|am\\b|pm\\b))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ONLY_NUMBER =
            Pattern.compile("\\s*" + NUMBER + "\\s*[.!]?\\s*", Pattern.CASE_INSENSITIVE);
    private static final List<String> NUMBERS =
            List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final Pattern NAME = Pattern.compile(
            "\\b(?i:my name is|name's|name is|the name of|under)\\s+(\\p{Lu}[\\p{L}\\p{M}'-]*(?:\\s\\p{Lu}[\\p{L}\\p{M}'-]*)?)");
    private static final Pattern ONLY_NAME =
            Pattern.compile("\\s*([\\p{L}\\p{M}'-]+(?:\\s[\\p{L}\\p{M}'-]+)?)\\s*[.!]?\\s*");

    private BookingParser() {}

    /** Returns the booking after a sentence. */
    static Booking apply(Booking before, String sentence, LocalDate said) {
        if (CANCEL.matcher(sentence).find()) {
            return Booking.NONE;
        }
        if (before.open()) {
            return yes(filled(before, sentence, said), sentence);
        }
        return BOOK.matcher(sentence).find() ? filled(Booking.OPEN, sentence, said) : before;
    }

    private static Booking yes(Booking booking, String sentence) {
        boolean agreed = booking.missing().isEmpty() && YES.matcher(sentence).find();
        return agreed ? booking.as(Stage.BOOKED) : booking;
    }

    private static Booking filled(Booking before, String sentence, LocalDate said) {
        LocalTime time = time(sentence);
        Integer guests = guests(sentence, before);
        String name = name(sentence, before);
        return new Booking(
                before.stage(),
                DateParser.in(sentence, said).orElse(before.day()),
                time == null ? before.time() : time,
                guests == null ? before.guests() : guests,
                name == null ? before.name() : name);
    }

    private static @Nullable LocalTime time(String sentence) {
        Matcher time = TIME.matcher(sentence);
        if (!time.find()) {
            return null;
        }
        boolean minutes = time.group(1) != null;
        int hour = Integer.parseInt(minutes ? time.group(1) : time.group(4));
        String half = minutes ? time.group(3) : time.group(5);
        try {
            return LocalTime.of(hour(hour, half), minutes ? Integer.parseInt(time.group(2)) : 0);
        } catch (DateTimeException e) {
            return null; // For example 14:30 pm.
        }
    }

    private static int hour(int hour, @Nullable String half) {
        if (half == null) {
            return hour;
        }
        return hour % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
    }

    private static @Nullable Integer guests(String sentence, Booking before) {
        Matcher guests = GUESTS.matcher(sentence);
        if (guests.find()) {
            return number(guests.group(1) == null ? guests.group(2) : guests.group(1));
        }
        Matcher only = ONLY_NUMBER.matcher(sentence);
        return before.guests() == null && only.matches() ? number(only.group(1)) : null;
    }

    private static @Nullable Integer number(String digitsOrWord) {
        int word = NUMBERS.indexOf(digitsOrWord.toLowerCase(Locale.ROOT)) + 1;
        int number = word > 0 ? word : Integer.parseInt(digitsOrWord);
        return number > 0 ? number : null;
    }

    /** One or two words are a name if only the name is missing and they are not small talk. */
    private static @Nullable String name(String sentence, Booking before) {
        Matcher name = NAME.matcher(sentence);
        if (name.find()) {
            return name.group(1);
        }
        Matcher only = ONLY_NAME.matcher(sentence);
        boolean asked = before.missing().equals(Set.of(Part.NAME));
        boolean other = YES.matcher(sentence).find() || Replies.rule(sentence).isPresent();
        return asked && only.matches() && !other ? only.group(1) : null;
    }

    static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{M}])(?:" + alternatives + ")(?![\\p{L}\\p{M}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
