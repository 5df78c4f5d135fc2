package dev.chatstore.core.retention;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** How a hold is stored: as a conversation without messages, whose id is a digest of the subject, since ids have a limit. */
final class HoldRecord {
    static final String TENANT = "chatstore.holds";

    private static final String KIND = "kind";
    private static final String OF_TENANT = "tenant";
    private static final String ID = "id";
    private static final String REASON = "reason";
    private static final String BY = "by";

    private HoldRecord() {}

    static ConversationId key(Held held) {
        // The length keeps two different pairs of names from having one text.
        String text = held.kind() + " " + held.tenant().length() + " " + held.tenant() + held.name();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ConversationId.of(TENANT, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Profile profile(Held held, String reason, String by) {
        return Profile.EMPTY.withMetadata(Map.of(
                KIND,
                held.kind().name().toLowerCase(Locale.ROOT),
                OF_TENANT,
                held.tenant(),
                ID,
                held.name(),
                REASON,
                reason,
                BY,
                by));
    }

    /** Returns the hold of a known subject, also if the rest cannot be read. */
    static Hold hold(Held held, Conversation stored) {
        return new Hold(held, text(stored, REASON), text(stored, BY), stored.created());
    }

    /**
     * Returns the hold with the subject that is stored.
     *
     * @throws CorruptDataException if the subject cannot be read
     */
    static Hold hold(Conversation stored) {
        try {
            Held.Kind kind = Held.Kind.valueOf(text(stored, KIND).toUpperCase(Locale.ROOT));
            return hold(new Held(kind, text(stored, OF_TENANT), text(stored, ID)), stored);
        } catch (IllegalArgumentException | InvalidInputException e) {
            // No cause, whose message may quote what is stored.
            throw CorruptDataException.ofConversation(stored.id(), "metadata", "is not that of a hold", null);
        }
    }

    private static String text(Conversation stored, String key) {
        return stored.profile().metadata().get(key) instanceof String text ? text : "";
    }
}
