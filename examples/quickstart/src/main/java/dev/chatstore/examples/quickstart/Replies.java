package dev.chatstore.examples.quickstart;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers of Harbour House, selected by rules. The booking is the one after the sentence was applied. */
final class Replies {
    private static final String HELLO = "Hello!";
    private static final String HINT = "I keep the book here. Try: a table for 4 on Friday at 19:30.";

    private static final Pattern NO = BookingParser.words("no|nope|not yet|wait|non|nein|nei");
    private static final Pattern REMEMBER = BookingParser.words("remember|where were we|my booking");
    private static final Map<Pattern, String> RULES = new LinkedHashMap<>();

    static {
        rule("thanks|thank you|gracias|merci|danke|takk|grazie|obrigada|ありがとう", "You're welcome. ⛵");
        rule("open|opening|hours|closed", "The kitchen is open from 17:00 to 22:00, every day but Monday.");
        rule(
                "menu|eat|food|vegetarian|vegan",
                "Fish from this morning, bread from this noon, and a very good beetroot.");
        rule("boat|marta|tour|tours", "Marta sails to the seals at 10:00, and at sunset wherever the light is.");
        rule("room|rooms|stay", "Six rooms, all with a view of the harbour, two of them with a view of the moon.");
        rule("who are you|your name", "I keep the book at Harbour House. I forget nothing, not even after kill -9.");
        rule("hi|hello|hey|good evening|hola|bonjour|moin|hei|ciao|γεια|привіт|مرحبا|שלום|こんにちは|你好", HELLO);
    }

    private Replies() {}

    static String to(String sentence, Booking booking) {
        if (BookingParser.CANCEL.matcher(sentence).find()) {
            return "Struck out. Say when you want another table.";
        }
        if (booking.booked() && BookingParser.YES.matcher(sentence).find()) {
            return "It is in the book: " + booking.known() + ". See you at the harbour!";
        }
        if (REMEMBER.matcher(sentence).find()) {
            return "Of course: " + booking.status() + ".";
        }
        String answer = rule(sentence).orElse("");
        if (booking.open()) {
            return (answer + " " + next(sentence, booking)).strip();
        }
        return answer.isEmpty() || answer.equals(HELLO) ? (answer + " " + HINT).strip() : answer;
    }

    /** Returns the answer of the first matching rule, or empty if no rule matches. */
    static Optional<String> rule(String sentence) {
        return RULES.entrySet().stream()
                .filter(rule -> rule.getKey().matcher(sentence).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String next(String sentence, Booking booking) {
        String question = booking.missing().stream()
                .findFirst()
                .map(part -> part.question)
                .orElse(NO.matcher(sentence).find() ? "What shall I change?" : "Shall I write it down?");
        return "I have " + booking.known() + ". " + question;
    }

    private static void rule(String words, String answer) {
        RULES.put(BookingParser.words(words), answer);
    }
}
