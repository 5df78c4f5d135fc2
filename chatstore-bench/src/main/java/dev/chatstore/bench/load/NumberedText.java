package dev.chatstore.bench.load;

import java.util.HexFormat;
import java.util.SplittableRandom;

/** Texts of 200 characters that begin with a number, so that a stored message can be recognized. */
final class NumberedText {
    private static final int LENGTH = 200;
    private static final int DIGITS = 16;
    private static final int LETTERS = 26;

    private NumberedText() {}

    static String of(long number, SplittableRandom random) {
        StringBuilder text = new StringBuilder(LENGTH).append(HexFormat.of().toHexDigits(number));
        while (text.length() < LENGTH) {
            int next = random.nextInt(LETTERS + 4);
            text.append(next < LETTERS ? (char) ('a' + next) : ' ');
        }
        return text.toString();
    }

    /**
     * Returns the number of a text.
     *
     * @throws IllegalArgumentException if the text does not begin with one
     */
    static long number(String text) {
        return HexFormat.fromHexDigitsToLong(text, 0, DIGITS);
    }
}
