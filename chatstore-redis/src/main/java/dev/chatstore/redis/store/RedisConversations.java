package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.backend.MissedMessages;
import dev.chatstore.redis.client.Commands;
import dev.chatstore.redis.client.KeyFamily;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.HeadFields;
import dev.chatstore.redis.store.form.ListEntry;
import dev.chatstore.redis.store.form.ListPlace;
import dev.chatstore.redis.store.form.NewEntries;
import dev.chatstore.redis.store.form.ProfileFields;
import dev.chatstore.redis.store.form.StoredMessage;
import dev.chatstore.redis.store.form.StoredMetadata;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        HeadFields head = HeadFields.of(store.calls().call(Commands.hgetAll(key)));
        if (head.isForeign()) {
            throw Reply.foreign(key);
        }
        return head;
    }

    Conversation open(ConversationId id, Profile profile) {
        return find(id).orElseGet(() -> store.locks().whileLocked(id, () -> create(id, profile)));
    }

    private Conversation create(ConversationId id, Profile profile) {
        String owner = orEmpty(profile.owner());
        NewEntries entries = new NewEntries(
                id, store.nowMicros(), store.nonce(id), true, owner.isEmpty() ? Set.of() : Set.of(owner));
        lists.add(entries.all(), List.of());
        Reply reply = Reply.of(store.calls().run(open(profile, entries)));
        if (reply.outcome().equals("REMOVED")) {
            throw UnavailableException.maybeDone(
                    id + " was deleted after it was opened and before the reply arrived; retry", true, null);
        }
        HeadFields head = new HeadFields(reply.fields(1));
        Conversation opened = head.conversation(id);
        if (head.nonce().equals(entries.nonce())) {
            // After a lost reply another writer may have appended, whose own report has the messages.
            if (opened.lastSequence() == 0) {
                store.committed(new Change.Described(opened));
            }
        } else {
            // Another writer created it first.
            lists.remove(entries.all());
        }
        return opened;
    }

    private ScriptCall open(Profile profile, NewEntries entries) {
        ScriptCall.Builder call = StoreScript.OPEN
                .on(store.keys().of(entries.id()))
                .with(entries.nonce())
                .with(entries.time())
                .with(entries.day());
        ProfileFields.of(profile, entries.nonce()).forEach(call::with);
        return call.withFirst(store::token).call();
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
        List<byte[]> changes = changes(patch);
        long token = store.token(changes);
        while (true) {
            ListEntry entry = addToNewOwner(patch);
            Reply reply = Reply.of(store.calls().run(patch(patch, token, entry, changes)));
            HeadFields head = new HeadFields(reply.outcome().equals("HEAD") ? reply.fields(3) : Map.of());
            if (entry != null && !head.ownerNonce().equals(entry.nonce())) {
                lists.remove(List.of(ListPlace.ofOwner(id.tenant(), orEmpty(patch.owner()), entry)));
            }
            switch (reply.outcome()) {
                case "HEAD" -> {
                    return Optional.of(patched(id, reply, head));
                }
                case "NONE" -> {
                    return Optional.empty();
                }
                case "CONFLICT" -> throw conflict(id, patch.expectedVersion(), reply);
                default -> {
                    // MOVED.
                }
            }
        }
    }

    private static ConflictException conflict(ConversationId id, @Nullable Long expectedVersion, Reply reply) {
        return MissedMessages.conflict(
                id,
                expectedVersion == null ? 0 : expectedVersion,
                reply.number(1),
                StoredMessage.readAll(id, reply.list(3), reply.number(2)));
    }

    private Conversation patched(ConversationId id, Reply reply, HeadFields head) {
        String formerOwner = reply.text(1);
        if (!formerOwner.isEmpty()) {
            ListEntry former = new ListEntry(head.created(), id.value(), reply.text(2));
            lists.remove(List.of(ListPlace.ofOwner(id.tenant(), formerOwner, former)));
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
        ConversationId id = patch.conversation();
        ListEntry entry = new ListEntry(head.created(), id.value(), store.nonce(id));
        lists.add(List.of(ListPlace.ofOwner(id.tenant(), owner, entry)), List.of());
        return entry;
    }

    private ScriptCall patch(ConversationPatch patch, long token, @Nullable ListEntry entry, List<byte[]> changes) {
        ScriptCall.Builder call = StoreScript.PATCH
                .on(store.keys().of(patch.conversation()))
                .with(token)
                .with(text(patch.expectedVersion()))
                .with(entry == null ? "" : Long.toString(entry.time()))
                .with(entry == null ? "" : entry.nonce())
                .with(store.nowMicros());
        changes.forEach(call::with);
        return call.call();
    }

    /** Returns the changes of the fields, in the order in which the script takes them. */
    private static List<byte[]> changes(ConversationPatch patch) {
        Boolean archived = patch.archived();
        Map<String, @Nullable Object> metadata = patch.metadata();
        return List.of(
                change(patch.owner()),
                change(patch.title()),
                change(patch.model()),
                change(patch.systemPrompt()),
                metadata == null ? FieldChange.KEEP : FieldChange.setOrClear(StoredMetadata.of(metadata)),
                archived == null ? FieldChange.KEEP : archived ? FieldChange.set("1") : FieldChange.CLEAR);
    }

    private static String text(@Nullable Long number) {
        return number == null ? "" : number.toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static byte[] change(@Nullable String value) {
        return value == null ? FieldChange.KEEP : FieldChange.setOrClear(value.getBytes(StandardCharsets.UTF_8));
    }

    boolean delete(ConversationId id, @Nullable Long expectedVersion) {
        ScriptCall call = StoreScript.DELETE
                .on(store.keys().of(id))
                .with(text(expectedVersion))
                .with(store.nowMicros())
                .withFirst(store::token)
                .call();
        return store.locks().whileLocked(id, () -> {
            Reply reply = Reply.of(store.calls().run(call));
            switch (reply.outcome()) {
                case "DELETED" -> {
                    store.committed(new Change.Removed(id, reply.number(1)));
                    lists.remove(entries(id, reply));
                    return true;
                }
                case "CONFLICT" -> throw conflict(id, expectedVersion, reply);
                default -> {
                    return false;
                }
            }
        });
    }

    /** Returns the entries of a deleted conversation; none if the reply is that to a retry, which does not name them. */
    static List<ListPlace> entries(ConversationId id, Reply reply) {
        List<ListPlace> entries = new ArrayList<>();
        if (!reply.text(3).isEmpty()) {
            entries.add(ListPlace.byCreation(id.tenant(), new ListEntry(reply.number(2), id.value(), reply.text(3))));
        }
        if (!reply.text(4).isEmpty()) {
            ListEntry entry = new ListEntry(reply.number(2), id.value(), reply.text(5));
            entries.add(ListPlace.ofOwner(id.tenant(), reply.text(4), entry));
        }
        for (String active : List.of(reply.text(6), reply.text(7))) {
            if (!active.isEmpty()) {
                entries.add(ListPlace.byActivity(id.tenant(), ListEntry.named(id.value(), active)));
            }
        }
        return entries;
    }
}
