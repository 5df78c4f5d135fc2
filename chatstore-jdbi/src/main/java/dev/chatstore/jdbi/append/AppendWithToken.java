package dev.chatstore.jdbi.append;

import dev.chatstore.api.Append;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An append with a random token, which is stored with its first message and shows after a lost reply whether the append
 * was committed. An append whose messages all have ids needs no token.
 */
public record AppendWithToken(Append append, @Nullable Long writeToken) {
    /** Returns an append with a token if it needs one. */
    public static AppendWithToken of(Append append, RandomGenerator random) {
        boolean identified = append.messages().stream().allMatch(message -> message.id() != null);
        return new AppendWithToken(append, identified ? null : random.nextLong());
    }

    boolean hasIds() {
        return append.messages().stream().anyMatch(message -> message.id() != null);
    }
}
