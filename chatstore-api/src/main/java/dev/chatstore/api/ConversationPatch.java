package dev.chatstore.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change to what is said about a conversation. What it does not name stays; an empty string clears.
 *
 * <pre>{@code
 * chats.patch(ConversationPatch.of(id).withTitle("Oslo in May").expecting(7));
 * }</pre>
 *
 * @param conversation the conversation to change
 * @param expectedVersion the version that the change was made for, or null to change whatever is there
 * @param owner the new owner, empty for none, or null to keep it
 * @param title the new title, empty for none, or null to keep it
 * @param model the new model, empty for none, or null to keep it
 * @param systemPrompt the new system prompt, empty for none, or null to keep it
 * @param metadata the new metadata in place of the old, or null to keep it
 * @param archived whether it is put away, or null to keep that
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
     * Makes a patch after checking its parts; the metadata is copied.
     *
     * @throws InvalidInputException if a part breaks the limits of {@link Profile}, or the version is negative
     */
    public ConversationPatch {
        Checks.required("patch.conversation", conversation);
        if (expectedVersion != null) {
            Checks.atLeast("patch.expectedVersion", expectedVersion, 0);
        }
        // A profile with the named parts in it holds them to the same rules.
        new Profile(
                given(owner), given(title), given(model), given(systemPrompt), metadata == null ? Map.of() : metadata);
        metadata = metadata == null ? null : JsonValues.object("patch.metadata", metadata);
    }

    /** Returns a patch that changes nothing yet. */
    public static ConversationPatch of(ConversationId conversation) {
        return new ConversationPatch(conversation, null, null, null, null, null, null, null);
    }

    /** Returns this patch for a conversation at that version only. */
    public ConversationPatch expecting(long version) {
        return new ConversationPatch(conversation, version, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with that owner; empty clears it. */
    public ConversationPatch withOwner(String owner) {
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with that title; empty clears it. */
    public ConversationPatch withTitle(String title) {
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with that model; empty clears it. */
    public ConversationPatch withModel(String model) {
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with that system prompt; empty clears it. */
    public ConversationPatch withSystemPrompt(String systemPrompt) {
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns this patch with that metadata in place of the conversation's. */
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

    /** Returns this patch with that archived flag. */
    public ConversationPatch withArchived(boolean archived) {
        return new ConversationPatch(
                conversation, expectedVersion, owner, title, model, systemPrompt, metadata, archived);
    }

    /** Returns what the patch makes of a profile. */
    public Profile applyTo(Profile profile) {
        return new Profile(
                changed(owner, profile.owner()),
                changed(title, profile.title()),
                changed(model, profile.model()),
                changed(systemPrompt, profile.systemPrompt()),
                metadata == null ? profile.metadata() : metadata);
    }

    private static @Nullable String given(@Nullable String change) {
        return changed(change, null);
    }

    private static @Nullable String changed(@Nullable String change, @Nullable String current) {
        if (change == null) {
            return current;
        }
        return change.isEmpty() ? null : change;
    }
}
