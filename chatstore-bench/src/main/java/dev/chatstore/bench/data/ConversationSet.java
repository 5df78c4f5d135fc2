package dev.chatstore.bench.data;

import dev.chatstore.api.ConversationId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Conversations that a measurement works on. Since the cost may depend on the length of a conversation, those that are used
 * in turn are left after as many appends as they had messages initially.
 */
public final class ConversationSet {
    /** Number of messages that sets of different lengths share, so that only the length differs. */
    private static final int ROWS = 100_000;

    private final String name;
    private final int length;
    private final boolean random;
    private final List<ConversationId> ids;
    private final AtomicLong uses = new AtomicLong();

    private ConversationSet(String name, int length, int count, boolean random) {
        this.name = name;
        this.length = length;
        this.random = random;
        ids = IntStream.range(0, count)
                .mapToObj(i -> ConversationId.of("%s-%05d".formatted(name, i)))
                .toList();
    }

    /** Returns conversations that are selected at random. */
    public static ConversationSet random(String name, int length, int count) {
        return new ConversationSet(name, length, count, true);
    }

    /** Returns conversations of the given length, used in turn; at least one, and as many as 100,000 messages fill. */
    public static ConversationSet ofLength(int length) {
        return new ConversationSet("length-" + length, length, Math.max(1, ROWS / length), false);
    }

    /** Returns the initial number of messages of a conversation. */
    public int length() {
        return length;
    }

    /** Returns all conversations. */
    public List<ConversationId> ids() {
        return ids;
    }

    /** Returns the index of the next conversation to use. */
    public int next() {
        return random
                ? ThreadLocalRandom.current().nextInt(ids.size())
                : (int) (uses.getAndIncrement() / length % ids.size());
    }

    /** Returns the next conversation to use. */
    public ConversationId nextId() {
        return ids.get(next());
    }

    @Override
    public String toString() {
        return name;
    }
}
