package dev.chatstore.jdbi;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.codec.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Opens conversations and changes what is said about them. */
final class ChangeConversation {
    private final Engine engine;
    private final HeldHeads heldHeads;
    private final FindConversation find;
    private final ReadHistory history;

    /**
     * A conversation as it is now.
     *
     * @param isNew whether it was made so just now, be it by a try whose reply was lost
     */
    private record Patched(Conversation conversation, boolean isNew) {}

    ChangeConversation(Engine engine, HeldHeads heldHeads, FindConversation find, ReadHistory history) {
        this.engine = engine;
        this.heldHeads = heldHeads;
        this.find = find;
        this.history = history;
    }

    Conversation open(ConversationId id, Profile profile) {
        return find.one(id).orElseGet(() -> {
            Conversation opened = heldHeads.write(
                    Set.of(id),
                    (handle, heads, again) -> open(handle, id, profile, heads.getOrDefault(id, Head.ABSENT)));
            // Perhaps another was first; to be told again what is there does no harm.
            engine.committed().accept(new Change.Described(opened));
            return opened;
        });
    }

    private Conversation open(Handle handle, ConversationId id, Profile profile, Head head) {
        if (head.present()) {
            return find.one(handle, id).orElseThrow();
        }
        Instant now = engine.now();
        engine.update(handle, Sql.INSERT_CONVERSATION, id)
                .bind("version", head.version() + 1)
                .bind("owner", profile.owner())
                .bind("now", Micros.of(now))
                .execute();
        saveProfile(handle, id, profile);
        return new Conversation(id, head.version() + 1, 0, 0, 0, profile, false, now, now);
    }

    private void saveProfile(Handle handle, ConversationId id, Profile profile) {
        engine.update(handle, Sql.UPSERT_PROFILE, id)
                .bind("title", profile.title())
                .bind("model", profile.model())
                .bind("system_prompt", profile.systemPrompt())
                .bind("metadata", Json.write(profile.metadata()))
                .execute();
    }

    Optional<Conversation> patch(ConversationPatch patch) {
        Optional<Patched> made = engine.transactions().write((handle, again) -> {
            if (again && patch.expectedVersion() != null) {
                throw new UnavailableException(
                        "the reply to a patch of " + patch.conversation() + " was lost; read it to see", true, null);
            }
            heldHeads.hold(handle, patch.conversation());
            return current(handle, patch).map(current -> {
                Conversation patched = patch(handle, patch, current);
                return new Patched(patched, again || patched.version() > current.version());
            });
        });
        made.filter(Patched::isNew)
                .ifPresent(patched -> engine.committed().accept(new Change.Described(patched.conversation())));
        return made.map(Patched::conversation);
    }

    /** Returns the conversation as it is, if it is as the patch expects. */
    private Optional<Conversation> current(Handle handle, ConversationPatch patch) {
        ConversationId id = patch.conversation();
        Optional<Conversation> found = find.one(handle, id);
        Long expected = patch.expectedVersion();
        if (expected != null
                && !expected.equals(found.map(Conversation::version).orElse(0L))) {
            Head head = found.map(current -> new Head(current.version(), current.lastSequence(), true))
                    .orElse(Head.ABSENT);
            throw history.conflict(handle, id, expected, head);
        }
        return found;
    }

    private Conversation patch(Handle handle, ConversationPatch patch, Conversation current) {
        Profile profile = patch.applyTo(current.profile());
        boolean archived = patch.archived() == null ? current.archived() : patch.archived();
        if (profile.equals(current.profile()) && archived == current.archived()) {
            return current;
        }
        Instant now = engine.now();
        engine.update(handle, Sql.UPDATE_CONVERSATION, current.id())
                .bind("owner", profile.owner())
                .bind("archived", archived ? 1 : 0)
                .bind("now", Micros.of(now))
                .execute();
        saveProfile(handle, current.id(), profile);
        return new Conversation(
                current.id(),
                current.version() + 1,
                current.messageCount(),
                current.lastSequence(),
                current.tokens(),
                profile,
                archived,
                current.created(),
                now);
    }
}
