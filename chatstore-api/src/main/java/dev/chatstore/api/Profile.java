package dev.chatstore.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a conversation as a whole.
 *
 * @param owner the participant whose list it stands in, 1 to 255 characters, or null
 * @param title what people call it, at most 1,000 characters, or null
 * @param model the model that answers in it, 1 to 255 characters, or null
 * @param systemPrompt the instructions it runs under, at most the store's configured message size, or null
 * @param metadata a JSON object as plain Java values
 */
public record Profile(
        @Nullable String owner,
        @Nullable String title,
        @Nullable String model,
        @Nullable String systemPrompt,
        Map<String, @Nullable Object> metadata) {
    /** The most characters of a title. */
    public static final int MAX_TITLE = 1_000;

    /** A profile that says nothing. */
    public static final Profile EMPTY = new Profile(null, null, null, null, Map.of());

    /**
     * Makes a profile after checking its parts; the metadata is copied.
     *
     * @throws InvalidInputException if a part breaks the limits above, or holds a NUL or a lone surrogate
     */
    public Profile {
        Checks.optionalName("profile.owner", owner);
        if (title != null) {
            Checks.name("profile.title", title, MAX_TITLE);
        }
        Checks.optionalName("profile.model", model);
        if (systemPrompt != null) {
            Checks.text("profile.systemPrompt", systemPrompt);
        }
        metadata = JsonValues.object("profile.metadata", metadata);
    }

    /** Returns this profile with that owner, or with none. */
    public Profile withOwner(@Nullable String owner) {
        return new Profile(owner, title, model, systemPrompt, metadata);
    }

    /** Returns this profile with that title, or with none. */
    public Profile withTitle(@Nullable String title) {
        return new Profile(owner, title, model, systemPrompt, metadata);
    }

    /** Returns this profile with that model, or with none. */
    public Profile withModel(@Nullable String model) {
        return new Profile(owner, title, model, systemPrompt, metadata);
    }

    /** Returns this profile with that system prompt, or with none. */
    public Profile withSystemPrompt(@Nullable String systemPrompt) {
        return new Profile(owner, title, model, systemPrompt, metadata);
    }

    /** Returns this profile with that metadata in place of its own. */
    public Profile withMetadata(Map<String, ? extends @Nullable Object> metadata) {
        return new Profile(owner, title, model, systemPrompt, JsonValues.object("profile.metadata", metadata));
    }
}
