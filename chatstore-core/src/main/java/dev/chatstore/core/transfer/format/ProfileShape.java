package dev.chatstore.core.transfer.format;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import dev.chatstore.core.completion.Reserved;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Storable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a line says about a conversation beside its messages. The id, the title, the owner, the model, the system prompt
 * and the metadata become fields where they fit; all else is kept as it was.
 *
 * @param id the conversation's id
 * @param profile what is said about it
 */
record ProfileShape(String id, Profile profile) {
    /**
     * Reads what stands beside the messages.
     *
     * @param fallbackId the value of the id where the source gives none that fits
     */
    static ProfileShape read(Map<String, @Nullable Object> source, String fallbackId) throws Refused {
        ReservedKeys.checkFree(source);
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(source);
        Reserved reserved = new Reserved();
        try {
            String id = id(rest, fallbackId, reserved);
            Profile profile = Profile.EMPTY;
            profile = take(rest, "title", profile, Profile::withTitle);
            profile = take(rest, "owner", profile, Profile::withOwner);
            profile = take(rest, "model", profile, Profile::withModel);
            profile = take(rest, "system", profile, Profile::withSystemPrompt);
            Map<String, @Nullable Object> metadata = metadata(rest);
            reserved.keepAll(rest);
            return new ProfileShape(id, profile.withMetadata(Storable.metadata(reserved.in(metadata))));
        } catch (InvalidInputException e) {
            throw Refused.of(e);
        }
    }

    private static String id(Map<String, @Nullable Object> rest, String fallbackId, Reserved reserved) {
        if (!rest.containsKey("id")) {
            reserved.absent("id");
            return fallbackId;
        }
        Object id = rest.get("id");
        try {
            if (id instanceof String value) {
                String given = ConversationId.of(value).value();
                rest.remove("id");
                return given;
            }
            return id instanceof Number ? ConversationId.of(id.toString()).value() : fallbackId;
        } catch (InvalidInputException e) {
            return fallbackId;
        }
    }

    /** Moves a text into a field, or leaves it where it is if it does not fit. */
    private static Profile take(
            Map<String, @Nullable Object> rest,
            String key,
            Profile profile,
            BiFunction<Profile, @Nullable String, Profile> field) {
        if (rest.get(key) instanceof String text && !text.isEmpty()) {
            try {
                Profile with = field.apply(profile, text);
                rest.remove(key);
                return with;
            } catch (InvalidInputException e) {
                return profile;
            }
        }
        return profile;
    }

    @SuppressWarnings("unchecked") // an object that was read has strings as keys
    private static Map<String, @Nullable Object> metadata(Map<String, @Nullable Object> rest) throws Refused {
        // An empty one stays where it is: in the field it could not be told from none.
        if (rest.get("metadata") instanceof Map<?, ?> map && !map.isEmpty()) {
            Map<String, @Nullable Object> metadata = (Map<String, @Nullable Object>) map;
            ReservedKeys.checkFree(metadata);
            rest.remove("metadata");
            return metadata;
        }
        return Map.of();
    }
}
