package dev.chatstore.bench.life;

import dev.chatstore.api.NewMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts of about 200 characters of made-up words, of which some are more frequent than others. Every second message is an answer
 * that begins with one of the sentences that a bot says to many people.
 */
final class GeneratedTexts implements TextSource {
    private static final int SEED = 4711;
    private static final int LENGTH = 200;
    private static final int WORDS = 5_000;
    private static final int SENTENCES = 40;
    private static final int SENTENCE_LENGTH = 90;
    private static final int LETTERS = 26;
    private static final int SHORTEST_WORD = 2;
    private static final int LONGEST_WORD = 9;

    private final List<String> words = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    GeneratedTexts() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            int length = random.nextInt(SHORTEST_WORD, LONGEST_WORD + 1);
            while (word.length() < length) {
                word.append((char) ('a' + random.nextInt(LETTERS)));
            }
            words.add(word.toString());
        }
        for (int i = 0; i < SENTENCES; i++) {
            sentences.add(extended(new StringBuilder(), SENTENCE_LENGTH, random));
        }
    }

    @Override
    public List<NewMessage> messages(int conversation, int length) {
        SplittableRandom random = new SplittableRandom((long) SEED * (conversation + 1L));
        List<NewMessage> messages = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            StringBuilder text = new StringBuilder(LENGTH + LONGEST_WORD);
            if (i % 2 == 0) {
                messages.add(NewMessage.user(extended(text, LENGTH, random)));
            } else {
                text.append(sentences.get(random.nextInt(SENTENCES))).append(' ');
                messages.add(NewMessage.assistant(extended(text, LENGTH, random)));
            }
        }
        return messages;
    }

    private String extended(StringBuilder text, int length, SplittableRandom random) {
        while (text.length() < length) {
            double uniform = random.nextDouble();
            text.append(words.get((int) (WORDS * uniform * uniform * uniform))).append(' ');
        }
        return text.toString();
    }
}
