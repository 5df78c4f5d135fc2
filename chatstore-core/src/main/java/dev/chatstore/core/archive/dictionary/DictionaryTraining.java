package dev.chatstore.core.archive.dictionary;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dictionary of the phrases that samples of at least {@value #PEOPLE} people share, if it pays. Samples are taken until
 * there are enough. For one thread.
 */
public final class DictionaryTraining {
    /** The number of people who must share a phrase. */
    public static final int PEOPLE = 10;

    private static final int ENOUGH = 3 << 20;
    private static final int LEAST = 100 << 10;
    private static final int LEAST_SHARED = 40 << 10;
    private static final int MOST_OF_PERSON = 32 << 10;
    private static final int SIZE = 64 << 10;

    /** What a dictionary must save of the size of samples, as it costs a record in the store. */
    private static final double WORTH = 0.05;

    private final Map<String, List<String>> samples = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private int size;

    /** Creates a training without samples. */
    public DictionaryTraining() {}

    /** Returns whether there are enough samples. */
    public boolean hasEnough() {
        return size >= ENOUGH;
    }

    /**
     * Adds a sample, unless there are many of the person.
     *
     * @param person who owns the conversation, or any name that no other one has
     * @param messages the messages as a segment has them
     */
    public void add(String person, byte[] messages) {
        int ofPerson = sizes.getOrDefault(person, 0);
        if (ofPerson < MOST_OF_PERSON && !hasEnough()) {
            String text = new String(messages, 0, Math.min(messages.length, MOST_OF_PERSON), StandardCharsets.UTF_8);
            samples.computeIfAbsent(person, key -> new ArrayList<>()).add(text);
            sizes.put(person, ofPerson + text.length());
            size += text.length();
        }
    }

    /**
     * Returns a dictionary, or null if there are too few samples or it does not pay.
     *
     * @param level the level of the compression
     */
    public byte @Nullable [] train(int level) {
        if (samples.size() < 2 * PEOPLE || size < LEAST) {
            return null;
        }
        SharedPhrases phrases = new SharedPhrases(PEOPLE);
        for (List<String> ofPerson : samples.values()) {
            phrases.nextPerson();
            ofPerson.forEach(phrases::count);
        }
        byte[] dictionary = trained(samples.values().stream()
                .flatMap(Collection::stream)
                .map(phrases::shared)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(bytes -> bytes.length > 0)
                .toList());
        return dictionary != null && pays(dictionary, level) ? dictionary : null;
    }

    private static byte @Nullable [] trained(List<byte[]> shared) {
        int length = shared.stream().mapToInt(bytes -> bytes.length).sum();
        if (length < LEAST_SHARED) {
            return null;
        }
        ZstdDictTrainer trainer = new ZstdDictTrainer(length, Math.min(SIZE, length / 4));
        shared.forEach(trainer::addSample);
        try {
            byte[] dictionary = trainer.trainSamples();
            return Zstd.getDictIdFromDict(dictionary) == 0 ? null : dictionary;
        } catch (ZstdException e) {
            // The samples are too much alike, or too different.
            return null;
        }
    }

    private boolean pays(byte[] dictionary, int level) {
        long without = 0;
        long with = 0;
        try (ZstdCompressCtx plain = new ZstdCompressCtx();
                ZstdCompressCtx trained = new ZstdCompressCtx()) {
            plain.setLevel(level);
            trained.setLevel(level).loadDict(dictionary);
            for (List<String> ofPerson : samples.values()) {
                byte[] sample = ofPerson.get(0).getBytes(StandardCharsets.UTF_8);
                without += plain.compress(sample).length;
                with += trained.compress(sample).length;
            }
        }
        return with < without * (1 - WORTH);
    }
}
