package dev.chatstore.bench;

import dev.chatstore.api.ConversationId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The conversations that a benchmark works on, and the one that is next. A conversation's length is part of what is
 * measured: where one takes all appends, it is left for the next once it has taken as many as it had at first. Those
 * sets that are compared with each other hold as many messages in all, so that only the length differs.
 */
@SuppressWarnings("ImmutableEnumChecker") // the names are a parameter's values; each run of it has its own
public enum Conversations {
    /** One after the other, each with 10 messages. */
    ONE_OF_10(10, 10_000),
    /** One with 100,000 messages. */
    ONE_OF_100_000(100_000, 1),

    /** One with 1,000,000 messages. */
    ONE_OF_1_000_000(1_000_000, 1),
    /** 1,000 at random, each with 100 messages. */
    MANY(100, 1_000);

    private final int length;
    private final List<ConversationId> ids;
    private final AtomicLong turns = new AtomicLong();

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

    /** Returns the place among the ids of the conversation that is next to be written to. */
    int next() {
        if (this == MANY) {
            return ThreadLocalRandom.current().nextInt(ids.size());
        }
        return (int) (turns.getAndIncrement() / length % ids.size());
    }
}
