package dev.chatstore.redis.codec;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes heads of conversations and profiles as bytes, without the ids, and reads them back equal. */
public final class ConversationCodec {
    private static final int ARCHIVED = 1;
    private static final int UNREADABLE = 2;

    private ConversationCodec() {}

    /** Writes a head. */
    public static void write(ByteSink to, Conversation head) {
        List<String> unreadable = head.profile().unreadable();
        to.put((head.archived() ? ARCHIVED : 0) | (unreadable.isEmpty() ? 0 : UNREADABLE));
        if (!unreadable.isEmpty()) {
            to.putTexts(unreadable);
        }
        to.putNumber(head.version()).putNumber(head.messageCount());
        to.putNumber(head.lastSequence()).putNumber(head.tokens());
        to.putTime(head.created()).putTime(head.lastActivity()).putTime(head.updated());
        write(to, head.profile());
    }

    /** Writes a profile. */
    public static void write(ByteSink to, Profile profile) {
        to.putOptional(profile.owner()).putOptional(profile.title());
        to.putOptional(profile.model()).putOptional(profile.systemPrompt());
        to.putOptional(Json.write(profile.metadata()));
    }

    /** Reads the head of a conversation. */
    public static Conversation read(ConversationId id, ByteSource from) {
        int flags = from.oneByte();
        List<String> unreadable = (flags & UNREADABLE) == 0 ? List.of() : from.texts();
        long version = from.number();
        long count = from.number();
        long last = from.number();
        long tokens = from.number();
        Instant created = from.time();
        Instant lastActivity = from.time();
        Instant updated = from.time();
        return new Conversation(
                id,
                version,
                count,
                last,
                tokens,
                readProfile(from, unreadable),
                (flags & ARCHIVED) != 0,
                created,
                lastActivity,
                updated);
    }

    /** Reads the profile of a new conversation. */
    public static Profile readProfile(ByteSource from) {
        return readProfile(from, List.of());
    }

    // The compiler loses the annotation inside the type of a compact constructor's parameter, here the metadata's.
    @SuppressWarnings("NullAway")
    private static Profile readProfile(ByteSource from, List<String> unreadable) {
        String owner = from.optional();
        String title = from.optional();
        String model = from.optional();
        String systemPrompt = from.optional();
        Map<String, @Nullable Object> metadata = Json.readObject(from.optional());
        return new Profile(owner, title, model, systemPrompt, metadata, unreadable);
    }
}
