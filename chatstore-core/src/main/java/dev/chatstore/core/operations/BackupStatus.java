package dev.chatstore.core.operations;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the scheduled backups of a store, whichever process writes them, as it was last read.
 *
 * @param lastSuccess the time whose state the newest backup shows, by the store's clock, or null before the first
 * @param age how long ago that is, or null
 * @param file the file of the newest backup, or null
 * @param lastFailure when the last attempt that failed began, or null
 * @param error why it failed, or null
 * @param successes the number of backups that this process has written
 * @param failures the number of its attempts that failed
 */
// Seven components: what a dashboard shows.
public record BackupStatus(
        @Nullable Instant lastSuccess,
        @Nullable Duration age,
        @Nullable String file,
        @Nullable Instant lastFailure,
        @Nullable String error,
        long successes,
        long failures) {}
