package dev.chatstore.core.audit.store;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.core.audit.AuditLevel;
import dev.chatstore.core.backend.Argument;
import java.time.Duration;
import java.util.Optional;

/** The settings of the audit trail. */
public final class AuditSettings {
    /** What is recorded. */
    public static final Setting<AuditLevel> LEVEL = Setting.choice(
            "audit",
            AuditLevel.class,
            AuditLevel.OFF,
            "What is recorded in the audit trail: nothing, changes and removals, or reads too.");

    /** Who acts unless a call says so. */
    public static final Setting<String> ACTOR = Setting.text(
            "audit.actor", "Who acts in the audit trail unless the caller says so, such as service:booking. Empty: -.");

    /** How long entries are kept. */
    public static final Setting<Optional<Duration>> KEEP = Setting.optional(Setting.duration(
            "audit.keep",
            "none",
            "1h",
            "36500d",
            "Time for which entries of the audit trail are kept. Older ones are removed in the background."));

    private static final int MAX_ACTOR = 255;

    private AuditSettings() {}

    /**
     * Returns the name of an actor.
     *
     * @throws InvalidInputException if it is null, blank, longer than 255 characters, or not text
     */
    public static String actor(String field, String name) {
        String actor = Argument.required(field, name);
        int length = actor.codePointCount(0, actor.length());
        if (actor.isBlank() || length > MAX_ACTOR || !NewMessage.clean(actor).equals(actor)) {
            throw new InvalidInputException(
                    field,
                    "must be 1 to " + MAX_ACTOR + " characters, without a NUL or a lone surrogate, and not blank",
                    length);
        }
        return actor;
    }
}
