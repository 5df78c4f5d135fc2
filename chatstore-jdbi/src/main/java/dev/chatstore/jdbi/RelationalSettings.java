package dev.chatstore.jdbi;

import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.jdbi.schema.SchemaMode;
import java.time.Duration;
import java.util.List;

/** The settings of every backend on a relational database. */
public final class RelationalSettings {
    static final Setting<SchemaMode> SCHEMA = Setting.choice(
            "schema",
            SchemaMode.class,
            SchemaMode.MIGRATE,
            "Treatment of the tables on opening: migrate them to the newest version, validate that they have it, or none.");

    static final Setting<GroupCommit> GROUP_COMMIT = Setting.choice(
            "append.group-commit", GroupCommit.class, GroupCommit.ON, "Whether waiting appends share one transaction.");

    static final Setting<Integer> GROUP_MESSAGES = Setting.count(
            "append.group-messages", 1_000, 1, 100_000, "Maximum number of messages of one shared transaction.");

    static final Setting<Long> GROUP_BYTES = Setting.bytes(
            "append.group-bytes",
            "4MiB",
            "1KiB",
            "256MiB",
            "Maximum size of the texts of one shared transaction, counted as one byte per character.");

    static final Setting<Integer> GROUPS = Setting.count(
            "append.groups",
            2,
            1,
            64,
            "Maximum number of shared transactions at the same time. SQLite has one. Without group commit it is the number of connections for writes.");

    static final Setting<Integer> RETRIES = Setting.count(
            "database.retries",
            10,
            0,
            1_000,
            "Maximum number of retries of a transaction after a deadlock, a lock timeout or a lost connection.");

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "database.timeout",
            "30s",
            "0ms",
            "1h",
            "Time after which nothing is retried and a write that still waits for its turn is refused. The timeouts of the last attempt are added to it.");

    /** All settings, for a provider to list. */
    public static final List<Setting<?>> ALL =
            List.of(SCHEMA, GROUP_COMMIT, GROUP_MESSAGES, GROUP_BYTES, GROUPS, RETRIES, TIMEOUT);

    enum GroupCommit {
        ON,
        OFF
    }

    private RelationalSettings() {}

    /** Returns whether opening only validates the tables, so that a database must exist already. */
    public static boolean validatesOnly(Settings settings) {
        return settings.get(SCHEMA) == SchemaMode.VALIDATE;
    }
}
