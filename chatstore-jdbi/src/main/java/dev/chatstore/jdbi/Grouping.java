package dev.chatstore.jdbi;

import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.RelationalSettings.GroupCommit;
import java.time.Duration;

/**
 * How appends that wait at the same time share transactions.
 *
 * @param lanes how many transactions are under way at once
 * @param messages how many messages one takes at most
 * @param characters how much text one takes at most
 * @param timeout how long an append may wait for its turn
 */
record Grouping(int lanes, int messages, long characters, Duration timeout) {
    static Grouping of(Settings settings, int writers) {
        boolean on = settings.get(RelationalSettings.GROUP_COMMIT) == GroupCommit.ON;
        return new Grouping(
                on ? Math.min(writers, settings.get(RelationalSettings.GROUPS)) : writers,
                on ? settings.get(RelationalSettings.GROUP_MESSAGES) : 0,
                settings.get(RelationalSettings.GROUP_BYTES),
                settings.get(RelationalSettings.TIMEOUT));
    }
}
