package dev.chatstore.redis;

import dev.chatstore.api.Change;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens conversations, changes what is said about them, and removes them, with their entries in the lists. */
final class RedisConversations {
    private static final String KEEP = "=";
    private static final String CLEAR = "-";

    private final Engine engine;
    private final ConversationLists lists;

    RedisConversations(Engine engine, ConversationLists lists) {
        this.engine = engine;
        this.lists = lists;
    }

    Optional<Conversation> find(ConversationId id) {
        return Optional.of(head(id)).filter(Head::present).map(head -> head.conversation(id));
    }

    private Head head(ConversationId id) {
        byte[] key = engine.keys().of(Keys.HEAD, id);
        return Head.of(engine.calls().call(jedis -> jedis.hgetAll(key)));
    }

    Conversation open(ConversationId id, Profile profile) {
        return find(id).orElseGet(() -> engine.turns().take(id, () -> make(id, profile)));
    }

    private Conversation make(ConversationId id, Profile profile) {
        long now = engine.now();
        Entry entry = lists.entry(id, now, now);
        String owner = profile.owner();
        lists.addAll(Map.of(id, entry));
        if (owner != null) {
            lists.addToOwner(id, owner, entry);
        }
        Reply reply = Reply.of(engine.calls().run(open(id, profile, entry)));
        if (reply.outcome().equals("REMOVED")) {
            throw new UnavailableException(id + " was opened, and removed before this was known", true, null);
        }
        Head head = new Head(reply.fields(1));
        Conversation opened = head.conversation(id);
        if (head.nonce().equals(entry.nonce())) {
            engine.committed().accept(new Change.Described(opened));
        } else {
            // Somebody else was first.
            lists.removeAll(Map.of(id, entry));
            if (owner != null) {
                lists.removeFromOwner(id, owner, entry);
            }
        }
        return opened;
    }

    private Call open(ConversationId id, Profile profile, Entry entry) {
        Call.Builder call = Call.of(Script.OPEN, engine.keys().of(id))
                .with(engine.token())
                .with(entry.nonce())
                .with(profile.owner() == null ? "" : entry.nonce())
                .with(entry.created());
        with(call, "owner", profile.owner());
        with(call, "title", profile.title());
        with(call, "model", profile.model());
        with(call, "prompt", profile.systemPrompt());
        if (!profile.metadata().isEmpty()) {
            call.with("metadata").with(MessageBytes.metadata(profile.metadata()));
        }
        return call.call();
    }

    private static void with(Call.Builder call, String name, @Nullable String value) {
        if (value != null) {
            call.with(name).with(value);
        }
    }

    Optional<Conversation> patch(ConversationPatch patch) {
        return engine.turns().take(patch.conversation(), () -> change(patch));
    }

    private Optional<Conversation> change(ConversationPatch patch) {
        ConversationId id = patch.conversation();
        long token = engine.token();
        while (true) {
            Entry entry = newOwner(patch);
            String created = entry == null ? "" : Long.toString(entry.created());
            Reply reply =
                    Reply.of(engine.calls().run(patch(patch, token, created, entry == null ? "" : entry.nonce())));
            Head head = reply.outcome().equals("HEAD") ? new Head(reply.fields(3)) : new Head(Map.of());
            if (entry != null && !head.ownerNonce().equals(entry.nonce())) {
                lists.removeFromOwner(id, given(patch.owner()), entry);
            }
            switch (reply.outcome()) {
                case "HEAD" -> {
                    if (!reply.text(1).isEmpty()) {
                        lists.removeFromOwner(id, reply.text(1), new Entry(head.created(), id.value(), reply.text(2)));
                    }
                    Conversation patched = head.conversation(id);
                    if (!reply.text(4).isEmpty()) {
                        engine.committed().accept(new Change.Described(patched));
                    }
                    return Optional.of(patched);
                }
                case "NONE" -> {
                    return Optional.empty();
                }
                case "CONFLICT" ->
                    throw Conflicts.of(id, patch.expectedVersion() == null ? 0 : patch.expectedVersion(), reply);
                default -> {
                    // Made anew, or given to somebody else, since the entry was made.
                }
            }
        }
    }

    /** Puts the conversation into the list of its new owner and returns the entry, or null if it gets no new one. */
    private @Nullable Entry newOwner(ConversationPatch patch) {
        String owner = given(patch.owner());
        if (owner.isEmpty()) {
            return null;
        }
        Head head = head(patch.conversation());
        if (!head.present() || head.owner().equals(owner)) {
            return null;
        }
        Entry entry = lists.entry(patch.conversation(), head.created(), engine.now());
        lists.addToOwner(patch.conversation(), owner, entry);
        return entry;
    }

    private Call patch(ConversationPatch patch, long token, String created, String ownerNonce) {
        Boolean archived = patch.archived();
        Map<String, @Nullable Object> metadata = patch.metadata();
        return Call.of(Script.PATCH, engine.keys().of(patch.conversation()))
                .with(token)
                .with(
                        patch.expectedVersion() == null
                                ? ""
                                : patch.expectedVersion().toString())
                .with(created)
                .with(ownerNonce)
                .with(engine.now())
                .with(change(patch.owner()))
                .with(change(patch.title()))
                .with(change(patch.model()))
                .with(change(patch.systemPrompt()))
                .with(metadata == null ? change((String) null) : change(MessageBytes.metadata(metadata)))
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
        Call call = Call.of(Script.DELETE, engine.keys().of(id))
                .with(engine.token())
                .with(engine.now())
                .call();
        return engine.turns().take(id, () -> {
            Reply reply = Reply.of(engine.calls().run(call));
            if (!reply.outcome().equals("DELETED")) {
                return false;
            }
            engine.committed().accept(new Change.Removed(id, reply.number(1)));
            removeEntries(id, reply);
            return true;
        });
    }

    /** Takes a removed conversation out of the lists, as far as it is known where it stood. */
    private void removeEntries(ConversationId id, Reply reply) {
        if (!reply.text(2).isEmpty()) {
            lists.removeAll(Map.of(id, new Entry(reply.number(2), id.value(), reply.text(3))));
        }
        if (!reply.text(4).isEmpty()) {
            lists.removeFromOwner(id, reply.text(4), new Entry(reply.number(2), id.value(), reply.text(5)));
        }
    }
}
