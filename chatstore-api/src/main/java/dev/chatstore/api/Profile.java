package dev.chatstore.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The description of a conversation as a whole.
 *
 * @param owner the participant that the conversation belongs to, 1 to 255 characters; null or empty for none
 * @param title the title, at most 1,000 characters; null or empty for none
 * @param model the model that answers, 1 to 255 characters; null or empty for none
 * @param systemPrompt the instructions to the model, of at most the store's configured message size; null or empty for
 *     none
 * @param metadata a JSON object as plain Java values, with the limits of {@link NewMessage}
 * @param unreadable the names of the parts above that are stored and cannot be read, since the row is damaged or a newer
 *     version of the library wrote it; none as a rule. They are shown as if they were not given. A patch that sets them
 *     ends it, and one that does not set them keeps what is stored. A profile with such parts is not accepted
 */
public record Profile(
        @Nullable String owner,
        @Nullable String title,
        @Nullable String model,
        @Nullable String systemPrompt,
        Map<String, @Nullable Object> metadata,
        List<String> unreadable)
        implements HasMetadata {
    /** The maximum number of characters of a title. */
    public static final int MAX_TITLE = 1_000;

    /** The profile without any part. */
    public static final Profile EMPTY = new Profile(null, null, null, null, Map.of());

    /**
     * Creates a profile and checks its parts. The metadata is copied.
     *
     * @throws InvalidInputException if a part breaks a limit above, or contains a NUL or a lone surrogate
     */
    public Profile {
        owner = Checks.optionalName("profile.owner", owner);
        title = Checks.optionalName("profile.title", title, MAX_TITLE);
        model = Checks.optionalName("profile.model", model);
        if (systemPrompt != null) {
            Checks.text("profile.systemPrompt", systemPrompt);
            systemPrompt = systemPrompt.isEmpty() ? null : systemPrompt;
        }
        metadata = JsonValues.object("profile.metadata", metadata);
        unreadable = Checks.elements("profile.unreadable", unreadable);
    }

    /**
     * Creates a profile of which everything can be read.
     *
     * @throws InvalidInputException if a part breaks a limit above, or contains a NUL or a lone surrogate
     */
    public Profile(
            @Nullable String owner,
            @Nullable String title,
            @Nullable String model,
            @Nullable String systemPrompt,
            Map<String, @Nullable Object> metadata) {
        this(owner, title, model, systemPrompt, metadata, List.of());
    }

    /** Returns this profile with an owner, or with none if it is null or empty. */
    public Profile withOwner(@Nullable String owner) {
        return new Profile(owner, title, model, systemPrompt, metadata, unreadableBut("owner"));
    }

    /** Returns this profile with a title, or with none if it is null or empty. */
    public Profile withTitle(@Nullable String title) {
        return new Profile(owner, title, model, systemPrompt, metadata, unreadableBut("title"));
    }

    /** Returns this profile with a model, or with none if it is null or empty. */
    public Profile withModel(@Nullable String model) {
        return new Profile(owner, title, model, systemPrompt, metadata, unreadableBut("model"));
    }

    /** Returns this profile with a system prompt, or with none if it is null or empty. */
    public Profile withSystemPrompt(@Nullable String systemPrompt) {
        return new Profile(owner, title, model, systemPrompt, metadata, unreadableBut("systemPrompt"));
    }

    /** Returns this profile with other metadata. */
    public Profile withMetadata(Map<String, ? extends @Nullable Object> metadata) {
        return new Profile(
                owner,
                title,
                model,
                systemPrompt,
                JsonValues.object("profile.metadata", metadata),
                unreadableBut("metadata"));
    }

    private List<String> unreadableBut(String part) {
        return unreadable.stream().filter(other -> !other.equals(part)).toList();
    }

    /** Returns which parts are given, without their values. */
    @Override
    public String toString() {
        return "Profile[owner=" + given(owner) + ", title=" + given(title) + ", model=" + given(model)
                + ", systemPrompt=" + given(systemPrompt) + ", metadata=" + metadata.size()
                + (unreadable.isEmpty() ? "" : ", unreadable=" + unreadable) + "]";
    }

    private static String given(@Nullable String part) {
        return part == null ? "none" : "given";
    }
}
