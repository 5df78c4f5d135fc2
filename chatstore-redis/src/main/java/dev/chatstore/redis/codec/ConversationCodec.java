package dev.chatstore.redis.codec;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the heads of conversations as bytes, without their ids, and reads them back equal. */
public final class ConversationCodec {
    private static final int ARCHIVED = 1;
    private static final int METADATA = 2;

    private ConversationCodec() {}

    /** Writes a head. */
    public static void write(ByteSink to, Conversation head) {
        Profile profile = head.profile();
        String metadata = Json.write(profile.metadata());
        to.put((head.archived() ? ARCHIVED : 0) | (metadata == null ? 0 : METADATA));
        to.putNumber(head.version()).putNumber(head.messageCount());
        to.putNumber(head.lastSequence()).putNumber(head.tokens());
        to.putTime(head.created()).putTime(head.updated());
        to.putOptional(profile.owner()).putOptional(profile.title());
        to.putOptional(profile.model()).putOptional(profile.systemPrompt());
        if (metadata != null) {
            to.putText(metadata);
        }
    }

    /** Reads the head of a conversation. */
    public static Conversation read(ConversationId id, ByteSource from) {
        int flags = from.oneByte();
        long version = from.number();
        long count = from.number();
        long last = from.number();
        long tokens = from.number();
        Instant created = from.time();
        Instant updated = from.time();
        String owner = from.optional();
        String title = from.optional();
        String model = from.optional();
        String systemPrompt = from.optional();
        Map<String, @Nullable Object> metadata = (flags & METADATA) == 0 ? Map.of() : Json.readObject(from.text());
        Profile profile = new Profile(owner, title, model, systemPrompt, Map.of()).withMetadata(metadata);
        return new Conversation(id, version, count, last, tokens, profile, (flags & ARCHIVED) != 0, created, updated);
    }
}
