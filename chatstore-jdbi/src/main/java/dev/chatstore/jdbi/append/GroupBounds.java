package dev.chatstore.jdbi.append;

import java.time.Duration;

/**
 * The bounds of group commit.
 *
 * @param groups the maximum number of groups that are written at the same time
 * @param company the number of writes that wait for each group that is being written, before another begins
 * @param patience the age of a waiting write at which another group begins however few writes wait
 * @param messages the maximum number of messages of a group, unless a single write has more
 * @param characters the maximum length of the texts of a group, unless a single write has more
 */
public record GroupBounds(int groups, int company, Duration patience, int messages, long characters) {
    /** A commit that serves this many writes costs less than two that serve half as many each. */
    private static final int COMPANY = 32;

    /** A group that takes longer may be blocked by another process, which must not hold up the others for long. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** Returns the bounds of writes that share transactions. */
    public static GroupBounds of(int groups, int messages, long characters) {
        return new GroupBounds(groups, COMPANY, PATIENCE, messages, characters);
    }

    /** Returns the bounds of writes each of which has a transaction of its own. */
    public static GroupBounds single(int writers) {
        return new GroupBounds(writers, 0, Duration.ZERO, 0, 0);
    }
}
