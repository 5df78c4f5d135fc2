package dev.chatstore.core.transfer.source;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Collects what is said about a conversation. What does not fit into its field is kept in the metadata. */
public final class ProfileDraft {
    private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    private Profile profile = Profile.EMPTY;

    /** Sets the title, if there is one. */
    public ProfileDraft title(@Nullable String title) {
        return take("title", title, Profile::withTitle);
    }

    /** Sets the owner, if there is one. */
    public ProfileDraft owner(@Nullable String owner) {
        return take("owner", owner, Profile::withOwner);
    }

    /** Sets the model, if there is one. */
    public ProfileDraft model(@Nullable String model) {
        return take("model", model, Profile::withModel);
    }

    /** Sets the system prompt, if there is one. */
    public ProfileDraft systemPrompt(@Nullable String prompt) {
        return take("systemPrompt", prompt, Profile::withSystemPrompt);
    }

    private ProfileDraft take(String key, @Nullable String text, BiFunction<Profile, @Nullable String, Profile> field) {
        if (text != null && !text.isEmpty()) {
            try {
                profile = field.apply(profile, NewMessage.clean(text));
            } catch (InvalidInputException e) {
                keep(key, text);
            }
        }
        return this;
    }

    /** Keeps a value in the metadata, if there is one. */
    public ProfileDraft keep(String key, @Nullable Object value) {
        if (value != null) {
            metadata.put(key, value);
        }
        return this;
    }

    /** Keeps all values but those of some keys. */
    public ProfileDraft keepAllBut(Map<String, @Nullable Object> values, List<String> keys) {
        values.forEach((key, value) -> {
            if (!keys.contains(key)) {
                keep(key, value);
            }
        });
        return this;
    }

    /** Returns the profile. */
    public Profile build() {
        return profile.withMetadata(Storable.metadata(metadata));
    }
}
