package dev.chatstore.jdbi;

import dev.chatstore.api.Append;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An append with the token that tells, after a lost reply, whether it was committed. One whose messages all have ids
 * needs none.
 */
record MarkedAppend(Append append, @Nullable Long token) {
    static MarkedAppend of(Append append, RandomGenerator random) {
        boolean identified = append.messages().stream().allMatch(message -> message.id() != null);
        return new MarkedAppend(append, identified ? null : random.nextLong());
    }

    boolean hasIds() {
        return append.messages().stream().anyMatch(message -> message.id() != null);
    }
}
