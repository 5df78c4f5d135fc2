package dev.chatstore.core.codec;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it is stored, of which each part may be damaged.
 *
 * @param metadata the metadata as JSON
 */
public record StoredProfile(
        @Nullable String owner,
        @Nullable String title,
        @Nullable String model,
        @Nullable String systemPrompt,
        @Nullable String metadata) {
    /** Returns the profile, without the parts that cannot be read. */
    // The compiler loses the annotation inside the type of a compact constructor's parameter, here the metadata's.
    @SuppressWarnings("NullAway")
    public Profile read(ConversationId id) {
        Map<String, @Nullable Object> object = Json.readObjectOrNull(metadata);
        if (object != null) {
            try {
                return new Profile(owner, title, model, systemPrompt, object);
            } catch (InvalidInputException e) {
                // A part breaks a limit: read one by one.
            }
        }
        Map<String, @Nullable String> parts = new LinkedHashMap<>();
        parts.put("owner", owner);
        parts.put("title", title);
        parts.put("model", model);
        parts.put("systemPrompt", systemPrompt);
        return Unreadable.profile(id, parts, object);
    }

    /** Returns which parts are stored, without their values. */
    @Override
    public String toString() {
        return "StoredProfile[characters of metadata=" + (metadata == null ? 0 : metadata.length()) + "]";
    }
}
