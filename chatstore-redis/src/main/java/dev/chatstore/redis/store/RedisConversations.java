package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens conversations, changes what is said about them, and removes them, with their entries in the lists. */
final class RedisConversations {
    private static final String KEEP = "=";
    private static final String CLEAR = "-";

    private final StoreContext store;
    private final ConversationLists lists;

    RedisConversations(StoreContext store, ConversationLists lists) {
        this.store = store;
        this.lists = lists;
    }

    Optional<Conversation> find(ConversationId id) {
        return Optional.of(head(id)).filter(HeadFields::present).map(head -> head.conversation(id));
    }

    private HeadFields head(ConversationId id) {
        byte[] key = store.keys().of(KeyFamily.HEAD, id);
        return HeadFields.of(store.calls().call(jedis -> jedis.hgetAll(key)));
    }

    Conversation open(ConversationId id, Profile profile) {
        return find(id).orElseGet(() -> store.locks().whileLocked(id, () -> make(id, profile)));
    }

    private Conversation make(ConversationId id, Profile profile) {
        long now = store.nowMicros();
        ListEntry entry = lists.entry(id, now, now);
        String owner = profile.owner();
        lists.addAll(Map.of(id, entry));
        if (owner != null) {
            lists.addToOwner(id, owner, entry);
        }
        Reply reply = Reply.of(store.calls().run(open(id, profile, entry)));
        if (reply.outcome().equals("REMOVED")) {
            throw new UnavailableException(id + " was opened, and removed before this was known", true, null);
        }
        HeadFields head = new HeadFields(reply.fields(1));
        Conversation opened = head.conversation(id);
        if (head.nonce().equals(entry.nonce())) {
            store.committed(new Change.Described(opened));
        } else {
            // Somebody else was first.
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
        with(call, "owner", profile.owner());
        with(call, "title", profile.title());
        with(call, "model", profile.model());
        with(call, "prompt", profile.systemPrompt());
        if (!profile.metadata().isEmpty()) {
            call.with("metadata").with(StoredMessages.metadata(profile.metadata()));
        }
        return call.call();
    }

    private static void with(ScriptCall.Builder call, String name, @Nullable String value) {
        if (value != null) {
            call.with(name).with(value);
        }
    }

    Optional<Conversation> patch(ConversationPatch patch) {
        return store.locks().whileLocked(patch.conversation(), () -> change(patch));
    }

    private Optional<Conversation> change(ConversationPatch patch) {
        ConversationId id = patch.conversation();
        long token = store.token();
        while (true) {
            ListEntry entry = newOwner(patch);
            String created = entry == null ? "" : Long.toString(entry.created());
            Reply reply = Reply.of(store.calls().run(patch(patch, token, created, entry == null ? "" : entry.nonce())));
            HeadFields head =
                    reply.outcome().equals("HEAD") ? new HeadFields(reply.fields(3)) : new HeadFields(Map.of());
            if (entry != null && !head.ownerNonce().equals(entry.nonce())) {
                lists.removeFromOwner(id, given(patch.owner()), entry);
            }
            switch (reply.outcome()) {
                case "HEAD" -> {
                    if (!reply.text(1).isEmpty()) {
                        lists.removeFromOwner(
                                id, reply.text(1), new ListEntry(head.created(), id.value(), reply.text(2)));
                    }
                    Conversation patched = head.conversation(id);
                    if (!reply.text(4).isEmpty()) {
                        store.committed(new Change.Described(patched));
                    }
                    return Optional.of(patched);
                }
                case "NONE" -> {
                    return Optional.empty();
                }
                case "CONFLICT" ->
                    throw ConflictReplies.of(id, patch.expectedVersion() == null ? 0 : patch.expectedVersion(), reply);
                default -> {
                    // Made anew, or given to somebody else, since the entry was made.
                }
            }
        }
    }

    /** Puts the conversation into the list of its new owner and returns the entry, or null if it gets no new one. */
    private @Nullable ListEntry newOwner(ConversationPatch patch) {
        String owner = given(patch.owner());
        if (owner.isEmpty()) {
            return null;
        }
        HeadFields head = head(patch.conversation());
        if (!head.present() || head.owner().equals(owner)) {
            return null;
        }
        ListEntry entry = lists.entry(patch.conversation(), head.created(), store.nowMicros());
        lists.addToOwner(patch.conversation(), owner, entry);
        return entry;
    }

    private ScriptCall patch(ConversationPatch patch, long token, String created, String ownerNonce) {
        Boolean archived = patch.archived();
        Map<String, @Nullable Object> metadata = patch.metadata();
        return StoreScript.PATCH
                .on(store.keys().of(patch.conversation()))
                .with(token)
                .with(
                        patch.expectedVersion() == null
                                ? ""
                                : patch.expectedVersion().toString())
                .with(created)
                .with(ownerNonce)
                .with(store.nowMicros())
                .with(change(patch.owner()))
                .with(change(patch.title()))
                .with(change(patch.model()))
                .with(change(patch.systemPrompt()))
                .with(metadata == null ? change((String) null) : change(StoredMessages.metadata(metadata)))
                .with(archived == null ? KEEP : archived ? "+1" : CLEAR)
                .call();
    }

    private static byte[] change(@Nullable String value) {
        return value == null ? KEEP.getBytes(StandardCharsets.UTF_8) : change(value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] change(byte[] value) {
        return value.length == 0
                ? CLEAR.getBytes(StandardCharsets.UTF_8)
                : ByteBuffer.allocate(1 + value.length)
                        .put((byte) '+')
                        .put(value)
                        .array();
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
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

    /** Takes a removed conversation out of the lists, as far as it is known where it stood. */
    private void removeEntries(ConversationId id, Reply reply) {
        if (!reply.text(2).isEmpty()) {
            lists.removeAll(Map.of(id, new ListEntry(reply.number(2), id.value(), reply.text(3))));
        }
        if (!reply.text(4).isEmpty()) {
            lists.removeFromOwner(id, reply.text(4), new ListEntry(reply.number(2), id.value(), reply.text(5)));
        }
    }
}
