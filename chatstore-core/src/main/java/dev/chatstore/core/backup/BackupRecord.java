package dev.chatstore.core.backup;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.core.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of its scheduled backups.
 *
 * @param succeeded the time whose state the newest backup shows, or null
 * @param file its file, or null
 * @param failed when the last attempt that failed began, or null
 * @param error why, or null
 */
record BackupRecord(
        @Nullable Instant succeeded,
        @Nullable String file,
        @Nullable Instant failed,
        @Nullable String error) {
    static final BackupRecord NONE = new BackupRecord(null, null, null, null);

    /** Returns the record of a text; one that cannot be read is none, so that a backup is due. */
    static BackupRecord read(String text) {
        try {
            Map<String, @Nullable Object> object = Json.readObject(text);
            return new BackupRecord(
                    time(object.get("succeeded")), (String) object.get("file"), time(object.get("failed")), (String)
                            object.get("error"));
        } catch (CorruptDataException | DateTimeParseException | ClassCastException e) {
            return NONE;
        }
    }

    private static @Nullable Instant time(@Nullable Object text) {
        return text == null ? null : Instant.parse((String) text);
    }

    String write() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("succeeded", Objects.toString(succeeded, null));
        object.put("file", file);
        object.put("failed", Objects.toString(failed, null));
        object.put("error", error);
        object.values().removeIf(Objects::isNull);
        return Objects.requireNonNullElse(Json.write(object), "{}");
    }

    BackupRecord withSuccess(Instant time, String newFile) {
        return new BackupRecord(time, newFile, failed, error);
    }

    BackupRecord withFailure(Instant time, String reason) {
        return new BackupRecord(succeeded, file, time, reason);
    }

    /** Returns whether the last attempt failed. */
    boolean isFailing() {
        return failed != null && (succeeded == null || failed.isAfter(succeeded));
    }

    /** Returns how long to wait for the next backup, zero or less if it is due. */
    Duration untilDue(Instant now, BackupPlan plan) {
        Instant next = succeeded == null ? Instant.MIN : succeeded.plus(plan.every());
        Instant retry = failed != null && isFailing() ? failed.plus(plan.retry()) : Instant.MIN;
        Instant due = retry.isAfter(next) ? retry : next;
        return due.equals(Instant.MIN) ? Duration.ZERO : Duration.between(now, due);
    }
}
