package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.backend.SnapshotReading;
import dev.chatstore.core.codec.Fingerprint;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.ListEntry;
import dev.chatstore.redis.store.form.ListPlace;
import dev.chatstore.redis.store.form.ProfileFields;
import dev.chatstore.redis.store.form.StoredMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that is to be loaded.
 *
 * @param head the conversation
 * @param reading what was read of its messages
 * @param entries its entries in the lists, which are added first
 * @param call the script that stores it
 */
record PendingLoad(Conversation head, SnapshotReading reading, List<ListPlace> entries, ScriptCall call) {
    /**
     * Reads a snapshot to its end, and returns what makes it a load. That is asked right before it is sent, since a nonce
     * has the time at which it is made.
     *
     * @param expectedVersion the version of the conversation that it takes the place of, or null if there must be none
     */
    static Supplier<PendingLoad> read(
            ConversationSnapshot snapshot, @Nullable Long expectedVersion, StoreContext store) {
        SnapshotReading reading = new SnapshotReading(snapshot);
        ScriptCall.Builder messages = StoreScript.LOAD.on(store.keys().of(snapshot.id()));
        AtomicInteger forgotten = new AtomicInteger();
        reading.forgotten().forEachRemaining(old -> {
            add(old, messages);
            forgotten.incrementAndGet();
        });
        reading.forEachRemaining(message -> add(message, messages));
        return () ->
                of(snapshot.head(), reading, forgotten.get(), messages.call().arguments(), expectedVersion, store);
    }

    private static PendingLoad of(
            Conversation head,
            SnapshotReading reading,
            int forgotten,
            List<byte[]> messages,
            @Nullable Long expectedVersion,
            StoreContext store) {
        ConversationId id = head.id();
        String nonce = store.nonce(id);
        long day = ListEntry.day(Micros.of(head.lastActivity()));
        List<byte[]> fields = ProfileFields.of(head.profile(), nonce);
        ScriptCall.Builder call = StoreScript.LOAD
                .on(store.keys().of(id))
                .with(nonce)
                .with(head.version())
                .with(head.lastSequence())
                .with(head.tokens())
                .with(Micros.of(head.created()))
                .with(Micros.of(head.lastActivity()))
                .with(Micros.of(head.updated()))
                .with(head.archived() ? "1" : "")
                .with(day)
                .with(expectedVersion == null ? "" : expectedVersion.toString())
                .with(head.firstSequence() - 1)
                .with(forgotten)
                .with(fields.size());
        fields.forEach(call::with);
        messages.forEach(call::with);
        return new PendingLoad(
                head,
                reading,
                entries(head, day, nonce),
                call.withFirst(store::token).call());
    }

    private static void add(ForgottenMessage old, ScriptCall.Builder call) {
        Long fingerprint = old.fingerprint();
        call.with(old.id())
                .with(old.sequence())
                .with(old.version())
                .with(fingerprint == null ? PendingAppend.REDACTED : fingerprint.toString());
    }

    private static void add(MessageSnapshot snapshot, ScriptCall.Builder call) {
        Message message = snapshot.message();
        Message original =
                snapshot.earlier().isEmpty() ? message : snapshot.earlier().get(0);
        Long parent = message.parent() == message.sequence() - 1 ? null : (Long) message.parent();
        call.with(message.id() == null ? "" : message.id())
                .with(record(message, original))
                .with(parent == null ? "" : parent.toString())
                .with(message.version())
                .with(StoredMessage.of(message, parent))
                .with(snapshot.earlier().size());
        snapshot.earlier().forEach(revision -> call.with(StoredMessage.of(revision, parent)));
    }

    private static String record(Message message, Message original) {
        if (message.id() == null) {
            return "";
        }
        return message.redacted()
                ? PendingAppend.REDACTED
                : Long.toString(Fingerprint.of(original.role(), original.text()));
    }

    private static List<ListPlace> entries(Conversation head, long day, String nonce) {
        String tenant = head.id().tenant();
        String value = head.id().value();
        ListEntry entry = new ListEntry(Micros.of(head.created()), value, nonce);
        List<ListPlace> entries = new ArrayList<>();
        entries.add(ListPlace.byCreation(tenant, entry));
        @Nullable String owner = head.profile().owner();
        if (owner != null) {
            entries.add(ListPlace.ofOwner(tenant, owner, entry));
        }
        entries.add(ListPlace.byActivity(tenant, new ListEntry(day, value, nonce)));
        return entries;
    }

    /** Returns the outcome that the script replied. */
    LoadOutcome outcome(Reply reply) {
        ConversationId id = head.id();
        return switch (reply.outcome()) {
            case "LOADED" -> new LoadOutcome(id, true, reply.number(1));
            case "EXISTS" -> new LoadOutcome(id, false, reply.number(1));
            case "REMOVED" ->
                throw UnavailableException.maybeDone(
                        id + " was deleted after it was loaded and before the reply arrived; load it again",
                        true,
                        null);
            default -> throw Reply.unreadable();
        };
    }
}
