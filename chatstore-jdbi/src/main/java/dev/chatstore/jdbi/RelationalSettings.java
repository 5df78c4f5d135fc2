package dev.chatstore.jdbi;

import dev.chatstore.api.spi.Setting;
import java.time.Duration;
import java.util.List;

/** The settings of every backend on a database. */
public final class RelationalSettings {
    static final Setting<SchemaMode> SCHEMA = Setting.choice(
            "schema",
            SchemaMode.class,
            SchemaMode.MIGRATE,
            "What to do about the tables on opening: bring them up to date, only check that they are, or nothing.");

    static final Setting<GroupCommit> GROUP_COMMIT = Setting.choice(
            "append.group-commit",
            GroupCommit.class,
            GroupCommit.ON,
            "Whether appends that wait at the same time share one transaction.");

    static final Setting<Integer> GROUP_MESSAGES = Setting.count(
            "append.group-messages", 1_000, 1, 100_000, "How many messages one shared transaction takes at most.");

    static final Setting<Long> GROUP_BYTES = Setting.bytes(
            "append.group-bytes",
            "4MiB",
            "1KiB",
            "256MiB",
            "How much text, counted at one byte a character, one shared transaction takes at most.");

    static final Setting<Integer> GROUPS = Setting.count(
            "append.groups",
            2,
            1,
            64,
            "How many shared transactions are under way at once; SQLite has one. Without group commit as many as there are connections for.");

    static final Setting<Integer> RETRIES = Setting.count(
            "database.retries",
            10,
            0,
            1_000,
            "How often a transaction that met a deadlock, a lock or a lost connection is tried again.");

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "database.timeout",
            "30s",
            "0ms",
            "1h",
            "After this nothing is tried again, and a write that still waits for its turn is refused. The time-outs of one try come on top.");

    /** All of them, for a provider to list. */
    public static final List<Setting<?>> ALL =
            List.of(SCHEMA, GROUP_COMMIT, GROUP_MESSAGES, GROUP_BYTES, GROUPS, RETRIES, TIMEOUT);

    enum SchemaMode {
        MIGRATE,
        VALIDATE,
        NONE
    }

    enum GroupCommit {
        ON,
        OFF
    }

    private RelationalSettings() {}
}
