package dev.chatstore.bench;

import dev.chatstore.api.ConversationId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The conversations that a benchmark works on. Since the cost may depend on the length of a conversation, a set whose
 * conversations are used in turn moves to the next one after as many appends as the conversation had messages initially.
 * Sets that are compared with each other have the same total number of messages, so that only the length differs.
 */
@SuppressWarnings("ImmutableEnumChecker") // a JMH parameter; each run has its own JVM
public enum Conversations {
    /** Conversations of 10 messages, used one after the other. */
    ONE_OF_10(10, 10_000),
    /** One conversation of 100,000 messages. */
    ONE_OF_100_000(100_000, 1),

    /** One conversation of 1,000,000 messages. */
    ONE_OF_1_000_000(1_000_000, 1),
    /** 1,000 conversations of 100 messages, selected at random. */
    MANY(100, 1_000);

    private final int length;
    private final List<ConversationId> ids;
    private final AtomicLong uses = new AtomicLong();

    Conversations(int length, int count) {
        this.length = length;
        ids = IntStream.range(0, count)
                .mapToObj(i -> ConversationId.of("%s-%05d".formatted(name().toLowerCase(Locale.ROOT), i)))
                .toList();
    }

    int length() {
        return length;
    }

    List<ConversationId> ids() {
        return ids;
    }

    /** Reuses the index of the next conversation to use. */
    int next() {
        if (this == MANY) {
            return ThreadLocalRandom.current().nextInt(ids.size());
        }
        return (int) (uses.getAndIncrement() / length % ids.size());
    }
}
