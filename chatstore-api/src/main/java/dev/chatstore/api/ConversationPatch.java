package dev.chatstore.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change to a conversation's profile or archived flag. What the patch does not set stays; an empty string clears.
 *
 * <pre>{@code
 * chats.patch(ConversationPatch.of(id).withTitle("Oslo in May").expecting(7));
 * }</pre>
 *
 * @param conversation the conversation to change
 * @param expectedVersion the version that the conversation must have, or null to change whatever its version is
 * @param owner the new owner, empty for none, or null to keep the old
 * @param title the new title, empty for none, or null to keep the old
 * @param model the new model, empty for none, or null to keep the old
 * @param systemPrompt the new system prompt, empty for none, or null to keep the old
 * @param metadata the new metadata, with the limits of {@link NewMessage}, or null to keep the old
 * @param archived the new archived flag, or null to keep the old
 */
// Eight components: each is one independent, optional change, set by its own wither.
public record ConversationPatch(
        ConversationId conversation,
        @Nullable Long expectedVersion,
        @Nullable String owner,
        @Nullable String title,
        @Nullable String model,
        @Nullable String systemPrompt,
        @Nullable Map<String, @Nullable Object> metadata,
        @Nullable Boolean archived) {
    /**
     * Creates a patch and checks its parts. The metadata is copied.
     *
     * @throws InvalidInputException if a part breaks a limit of {@link Profile}, or the version is negative
     */
    public ConversationPatch {
        Checks.required("patch.conversation", conversation);
        if (expectedVersion != null) {
            Checks.atLeast("patch.expectedVersion", expectedVersion, 0);
        }
        Checks.optionalName("patch.owner", owner);
        Checks.optionalName("patch.title", title, Profile.MAX_TITLE);
        Checks.optionalName("patch.model", model);
        if (systemPrompt != null) {
            Checks.text("patch.systemPrompt", systemPrompt);
        }
        metadata = metadata == null ? null : JsonValues.object("patch.metadata", metadata);
    }

    /** Returns a patch that changes nothing yet. */
    public static ConversationPatch of(ConversationId conversation) {
        return new ConversationPatch(conversation, null, null, null, null, null, null, null);
    }

    /** Returns this patch for another conversation. */
    public ConversationPatch withConversation(ConversationId id) {
        return new ConversationPatch(id, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch for a conversation at an expected version only. */
    public ConversationPatch expecting(long version) {
        return new ConversationPatch(conversation, version, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with a new owner; an empty one clears it. */
    public ConversationPatch withOwner(String owner) {
        Checks.required("patch.owner", owner);
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with a new title; an empty one clears it. */
    public ConversationPatch withTitle(String title) {
        Checks.required("patch.title", title);
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with a new model; an empty one clears it. */
    public ConversationPatch withModel(String model) {
        Checks.required("patch.model", model);
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with a new system prompt; an empty one clears it. */
    public ConversationPatch withSystemPrompt(String systemPrompt) {
        Checks.required("patch.systemPrompt", systemPrompt);
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with new metadata. */
    public ConversationPatch withMetadata(Map<String, ? extends @Nullable Object> metadata) {
        return new ConversationPatch(
                conversation,
                expectedVersion,
                owner,
                title,
                model,
                systemPrompt,
                JsonValues.object("patch.metadata", metadata),
                archived);
    }

    /** Returns this patch with a new archived flag. */
    public ConversationPatch withArchived(boolean archived) {
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns a profile as the patch leaves it. */
    public Profile applyTo(Profile profile) {
        Checks.required("profile", profile);
        return new Profile(
                changed(owner, profile.owner()),
                changed(title, profile.title()),
                changed(model, profile.model()),
                changed(systemPrompt, profile.systemPrompt()),
                metadata == null ? profile.metadata() : metadata,
                profile.unreadable().stream().filter(part -> !sets(part)).toList());
    }

    private boolean sets(String part) {
        return switch (part) {
            case "owner" -> owner != null;
            case "title" -> title != null;
            case "model" -> model != null;
            case "systemPrompt" -> systemPrompt != null;
            default -> metadata != null;
        };
    }

    private static @Nullable String changed(@Nullable String change, @Nullable String current) {
        if (change == null) {
            return current;
        }
        return change.isEmpty() ? null : change;
    }

    /** Returns the id, the version and which parts change, without their values. */
    @Override
    public String toString() {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put("owner", owner != null);
        changes.put("title", title != null);
        changes.put("model", model != null);
        changes.put("systemPrompt", systemPrompt != null);
        changes.put("metadata", metadata != null);
        changes.put("archived", archived != null);
        changes.values().removeIf(Boolean.FALSE::equals);
        return "ConversationPatch[conversation=" + conversation + ", expectedVersion=" + expectedVersion + ", changes="
                + changes.keySet() + "]";
    }
}
