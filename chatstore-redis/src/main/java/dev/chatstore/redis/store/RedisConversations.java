package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.MissedMessages;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens, patches and deletes conversations, with their entries in the lists. */
final class RedisConversations {
    private final StoreContext store;
    private final ConversationLists lists;

    RedisConversations(StoreContext store, ConversationLists lists) {
        this.store = store;
        this.lists = lists;
    }

    Optional<Conversation> find(ConversationId id) {
        return Optional.of(head(id)).filter(HeadFields::exists).map(head -> head.conversation(id));
    }

    private HeadFields head(ConversationId id) {
        byte[] key = store.keys().of(KeyFamily.HEAD, id);
        return HeadFields.of(store.calls().call(jedis -> jedis.hgetAll(key)));
    }

    Conversation open(ConversationId id, Profile profile) {
        return find(id).orElseGet(() -> store.locks().whileLocked(id, () -> create(id, profile)));
    }

    private Conversation create(ConversationId id, Profile profile) {
        long now = store.nowMicros();
        ListEntry entry = lists.newEntry(id, now, now);
        String owner = profile.owner();
        lists.addAll(Map.of(id, entry));
        if (owner != null) {
            lists.addToOwner(id, owner, entry);
        }
        Reply reply = Reply.of(store.calls().run(open(id, profile, entry)));
        if (reply.outcome().equals("REMOVED")) {
            throw new UnavailableException(
                    id + " was deleted after it was opened and before the reply arrived; retry", true, null);
        }
        HeadFields head = new HeadFields(reply.fields(1));
        Conversation opened = head.conversation(id);
        if (head.nonce().equals(entry.nonce())) {
            store.committed(new Change.Described(opened));
        } else {
            // Another writer created it first.
            lists.removeAll(Map.of(id, entry));
            if (owner != null) {
                lists.removeFromOwner(id, owner, entry);
            }
        }
        return opened;
    }

    private ScriptCall open(ConversationId id, Profile profile, ListEntry entry) {
        ScriptCall.Builder call = StoreScript.OPEN
                .on(store.keys().of(id))
                .with(store.token())
                .with(entry.nonce())
                .with(profile.owner() == null ? "" : entry.nonce())
                .with(entry.created());
        addField(call, "owner", profile.owner());
        addField(call, "title", profile.title());
        addField(call, "model", profile.model());
        addField(call, "prompt", profile.systemPrompt());
        if (!profile.metadata().isEmpty()) {
            call.with("metadata").with(StoredMetadata.of(profile.metadata()));
        }
        return call.call();
    }

    private static void addField(ScriptCall.Builder call, String name, @Nullable String value) {
        if (value != null) {
            call.with(name).with(value);
        }
    }

    Optional<Conversation> patch(ConversationPatch patch) {
        return store.locks().whileLocked(patch.conversation(), () -> patchUntilEntryFits(patch));
    }

    /**
     * Patches, and tries again if the conversation was deleted and created again, or got another owner since its entry
     * was added.
     */
    private Optional<Conversation> patchUntilEntryFits(ConversationPatch patch) {
        ConversationId id = patch.conversation();
        long token = store.token();
        while (true) {
            ListEntry entry = addToNewOwner(patch);
            Reply reply = Reply.of(store.calls().run(patch(patch, token, entry)));
            HeadFields head = new HeadFields(reply.outcome().equals("HEAD") ? reply.fields(3) : Map.of());
            if (entry != null && !head.ownerNonce().equals(entry.nonce())) {
                lists.removeFromOwner(id, orEmpty(patch.owner()), entry);
            }
            switch (reply.outcome()) {
                case "HEAD" -> {
                    return Optional.of(patched(id, reply, head));
                }
                case "NONE" -> {
                    return Optional.empty();
                }
                case "CONFLICT" ->
                    throw MissedMessages.conflict(
                            id,
                            patch.expectedVersion() == null ? 0 : patch.expectedVersion(),
                            reply.number(1),
                            StoredMessage.readAll(reply.list(3), reply.number(2)));
                default -> {
                    // MOVED.
                }
            }
        }
    }

    private Conversation patched(ConversationId id, Reply reply, HeadFields head) {
        String formerOwner = reply.text(1);
        if (!formerOwner.isEmpty()) {
            lists.removeFromOwner(id, formerOwner, new ListEntry(head.created(), id.value(), reply.text(2)));
        }
        Conversation patched = head.conversation(id);
        boolean changed = !reply.text(4).isEmpty();
        if (changed) {
            store.committed(new Change.Described(patched));
        }
        return patched;
    }

    /**
     * Adds the conversation to the list of its new owner and returns the entry, or null if the patch changes no owner.
     */
    private @Nullable ListEntry addToNewOwner(ConversationPatch patch) {
        String owner = orEmpty(patch.owner());
        if (owner.isEmpty()) {
            return null;
        }
        HeadFields head = head(patch.conversation());
        if (!head.exists() || head.owner().equals(owner)) {
            return null;
        }
        ListEntry entry = lists.newEntry(patch.conversation(), head.created(), store.nowMicros());
        lists.addToOwner(patch.conversation(), owner, entry);
        return entry;
    }

    private ScriptCall patch(ConversationPatch patch, long token, @Nullable ListEntry entry) {
        Boolean archived = patch.archived();
        Map<String, @Nullable Object> metadata = patch.metadata();
        return StoreScript.PATCH
                .on(store.keys().of(patch.conversation()))
                .with(token)
                .with(
                        patch.expectedVersion() == null
                                ? ""
                                : patch.expectedVersion().toString())
                .with(entry == null ? "" : Long.toString(entry.created()))
                .with(entry == null ? "" : entry.nonce())
                .with(store.nowMicros())
                .with(change(patch.owner()))
                .with(change(patch.title()))
                .with(change(patch.model()))
                .with(change(patch.systemPrompt()))
                .with(metadata == null ? FieldChange.KEEP : FieldChange.setOrClear(StoredMetadata.of(metadata)))
                .with(archived == null ? FieldChange.KEEP : archived ? FieldChange.set("1") : FieldChange.CLEAR)
                .call();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static byte[] change(@Nullable String value) {
        return value == null ? FieldChange.KEEP : FieldChange.setOrClear(value.getBytes(StandardCharsets.UTF_8));
    }

    boolean delete(ConversationId id) {
        ScriptCall call = StoreScript.DELETE
                .on(store.keys().of(id))
                .with(store.token())
                .with(store.nowMicros())
                .call();
        return store.locks().whileLocked(id, () -> {
            Reply reply = Reply.of(store.calls().run(call));
            if (!reply.outcome().equals("DELETED")) {
                return false;
            }
            store.committed(new Change.Removed(id, reply.number(1)));
            removeEntries(id, reply);
            return true;
        });
    }

    /** Removes the entries of a deleted conversation, unless the reply is that to a retry, which does not name them. */
    private void removeEntries(ConversationId id, Reply reply) {
        if (!reply.text(2).isEmpty()) {
            lists.removeAll(Map.of(id, new ListEntry(reply.number(2), id.value(), reply.text(3))));
        }
        if (!reply.text(4).isEmpty()) {
            ListEntry entry = new ListEntry(reply.number(2), id.value(), reply.text(5));
            lists.removeFromOwner(id, reply.text(4), entry);
        }
    }
}
