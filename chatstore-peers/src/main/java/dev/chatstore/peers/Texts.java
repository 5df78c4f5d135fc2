package dev.chatstore.peers;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random texts of 200 characters, the size of a typical chat message, of words that are about as frequent as in a natural
 * language: PostgreSQL compresses long documents.
 */
final class Texts {
    private static final int LENGTH = 200;
    private static final int WORDS = 2_000;

    private static final List<String> TEXTS = texts(new Random(4711));

    private Texts() {}

    private static List<String> texts(Random random) {
        List<String> words = Stream.generate(() -> word(random)).limit(WORDS).toList();
        return IntStream.range(0, 256).mapToObj(i -> text(words, random)).toList();
    }

    private static String word(Random random) {
        return random.ints(2 + random.nextInt(8), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** By Zipf's law: the n-th word is n times as rare as the first one. */
    private static String text(List<String> words, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < LENGTH) {
            text.append(words.get((int) Math.pow(WORDS, random.nextDouble()) - 1))
                    .append(' ');
        }
        return text.substring(0, LENGTH);
    }

    static String of(long number) {
        return TEXTS.get((int) (number % TEXTS.size()));
    }
}
