package dev.chatstore.core.archive.dictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the phrases that many people share, so that a dictionary has no words of a few. A phrase is {@value #LENGTH} words or
 * other characters in a row. Texts are counted person by person, and each person once. For one thread.
 */
final class SharedPhrases {
    /** The number of words and other characters of a phrase. */
    static final int LENGTH = 6;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|.", Pattern.DOTALL);
    private static final int SLOTS = 1 << 21;
    private static final int FULL = SLOTS / 4 * 3;
    private static final long PRIME = 0x100000001b3L;

    private final int people;
    private final long[] phrases = new long[SLOTS];
    private final int[] counts = new int[SLOTS];
    private final int[] lastPersons = new int[SLOTS];
    private int used;
    private int person;

    /**
     * Creates an empty count.
     *
     * @param people the number of people from which on a phrase is a shared one
     */
    SharedPhrases(int people) {
        this.people = people;
    }

    /** Begins with the texts of another person, who was not counted before. */
    void nextPerson() {
        person++;
    }

    /** Counts the phrases of a text. Once memory is full, phrases that are new are not counted, and so not shared. */
    void count(String text) {
        List<String> words = words(text);
        for (int i = 0; i + LENGTH <= words.size(); i++) {
            int slot = slot(phrase(words, i));
            if (phrases[slot] == 0 && used < FULL) {
                phrases[slot] = phrase(words, i);
                used++;
            }
            if (phrases[slot] != 0 && lastPersons[slot] != person) {
                lastPersons[slot] = person;
                counts[slot]++;
            }
        }
    }

    /** Returns a text without what is in no shared phrase. */
    String shared(String text) {
        List<String> words = words(text);
        StringBuilder shared = new StringBuilder();
        int kept = 0;
        for (int i = 0; i + LENGTH <= words.size(); i++) {
            int slot = slot(phrase(words, i));
            if (phrases[slot] != 0 && counts[slot] >= people) {
                words.subList(Math.max(kept, i), i + LENGTH).forEach(shared::append);
                kept = i + LENGTH;
            }
        }
        return shared.toString();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** Returns a digest of a phrase, never 0, which marks an empty slot. */
    private static long phrase(List<String> words, int from) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < from + LENGTH; i++) {
            String word = words.get(i);
            for (int at = 0; at < word.length(); at++) {
                hash = (hash ^ word.charAt(at)) * PRIME;
            }
            // The end of a word, so that two ways to divide the same letters differ.
            hash = (hash ^ 0x1ffff) * PRIME;
        }
        return hash == 0 ? 1 : hash;
    }

    private int slot(long phrase) {
        int slot = (int) ((phrase ^ phrase >>> 32) & SLOTS - 1);
        while (phrases[slot] != 0 && phrases[slot] != phrase) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }
}
