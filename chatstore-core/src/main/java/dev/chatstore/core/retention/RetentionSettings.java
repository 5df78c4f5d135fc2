package dev.chatstore.core.retention;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of retention. Without them everything is kept. */
public final class RetentionSettings {
    /** Interval of the background runs. */
    public static final Setting<Optional<Duration>> INTERVAL = Setting.optional(Setting.duration(
            "retention.interval",
            "none",
            "1m",
            "30d",
            "Interval of the background runs of retention. Without it, retention runs only when it is called."));

    /** Maximum number of messages in one transaction. */
    public static final Setting<Integer> BATCH = Setting.count(
            "retention.batch",
            500,
            1,
            OldMessages.MESSAGES_PER_CALL,
            "Maximum number of messages that retention removes in one transaction.");

    /** Number of newest messages kept of each conversation. */
    public static final Setting<Optional<Integer>> KEEP_MESSAGES = Setting.optionalCount(
            "retention.keep-messages", 1, Integer.MAX_VALUE, "Number of newest messages kept of each conversation.");

    /** Number of newest messages kept of each owner. */
    public static final Setting<Optional<Integer>> KEEP_MESSAGES_OF_OWNER = Setting.optionalCount(
            "retention.keep-messages-of-owner",
            1,
            Integer.MAX_VALUE,
            "Number of newest messages kept of each owner, in all conversations together.");

    /** Time without activity after which a conversation is removed. */
    public static final Setting<Optional<Duration>> REMOVE_AFTER =
            time("retention.remove-after", "Time without activity after which a conversation is removed.");

    /** Time without activity after which a conversation gets the archived flag. */
    public static final Setting<Optional<Duration>> ARCHIVE_AFTER =
            time("retention.archive-after", "Time without activity after which a conversation gets the archived flag.");

    /** Age after which messages are removed. */
    public static final Setting<Optional<Duration>> REMOVE_MESSAGES_AFTER =
            time("retention.remove-messages-after", "Age after which messages are removed.");

    static final Setting<String> TENANTS = Setting.text(
            "retention.tenants",
            "Other values for some tenants, such as acme: keep-messages=50; remove-after=30d, globex:"
                    + " remove-after=none.");

    /** All of them, in the order of the documentation. */
    public static final List<Setting<?>> ALL = List.of(
            KEEP_MESSAGES,
            KEEP_MESSAGES_OF_OWNER,
            REMOVE_AFTER,
            ARCHIVE_AFTER,
            REMOVE_MESSAGES_AFTER,
            TENANTS,
            INTERVAL,
            BATCH);

    private RetentionSettings() {}

    private static Setting<Optional<Duration>> time(String key, String description) {
        return Setting.optional(Setting.duration(key, "none", "1m", "36500d", description));
    }

    /**
     * Returns the policies that settings describe.
     *
     * @throws InvalidInputException if {@code retention.tenants} is malformed
     */
    public static RetentionPolicies policies(Settings settings) {
        RetentionPolicy byDefault = new RetentionPolicy(
                settings.get(KEEP_MESSAGES).orElse(null),
                settings.get(KEEP_MESSAGES_OF_OWNER).orElse(null),
                settings.get(REMOVE_AFTER).orElse(null),
                settings.get(ARCHIVE_AFTER).orElse(null),
                settings.get(REMOVE_MESSAGES_AFTER).orElse(null));
        return TenantPolicies.parse(byDefault, settings.get(TENANTS));
    }
}
