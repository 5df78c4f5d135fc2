package dev.chatstore.core.completion;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a line of chat-completion JSON says about a conversation besides its messages. */
public final class CompletionProfile {
    private CompletionProfile() {}

    /** Returns the id, the profile, and what an import kept of its source. */
    public static Map<String, @Nullable Object> write(Conversation conversation) {
        Profile profile = conversation.profile();
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        if (!Reserved.isAbsent(profile.metadata(), "id")) {
            shape.put("id", conversation.id().value());
        }
        put(shape, "title", profile.title());
        put(shape, "owner", profile.owner());
        put(shape, "model", profile.model());
        put(shape, "system", profile.systemPrompt());
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(profile.metadata());
        metadata.keySet().removeIf(Reserved::isReserved);
        put(shape, "metadata", metadata.isEmpty() ? null : metadata);
        // What was patched since has a value in its field, and that one counts.
        Reserved.source(profile.metadata()).forEach((key, value) -> {
            if (key.equals("id")) {
                shape.put(key, value);
            } else {
                shape.putIfAbsent(key, value);
            }
        });
        return shape;
    }

    private static void put(Map<String, @Nullable Object> shape, String key, @Nullable Object value) {
        if (value != null) {
            shape.put(key, value);
        }
    }
}
