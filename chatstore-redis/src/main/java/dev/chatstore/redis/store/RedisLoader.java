package dev.chatstore.redis.store;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.backend.SnapshotReading;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.store.form.ListPlace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Loads whole conversations: each is one script, and those of a call are sent together. */
final class RedisLoader implements ConversationLoader {
    private final StoreContext store;
    private final ConversationLists lists;

    RedisLoader(StoreContext store) {
        this.store = store;
        this.lists = new ConversationLists(store.calls(), store.keys());
    }

    @Override
    public Instant now() {
        return Micros.toInstant(store.nowMicros());
    }

    @Override
    public List<LoadOutcome> load(List<ConversationSnapshot> conversations) {
        SnapshotReading.checkDistinct(conversations);
        if (conversations.isEmpty()) {
            return List.of();
        }
        // All are read before any is sent, so that a malformed one leaves nothing of the call.
        List<Supplier<PendingLoad>> read = conversations.stream()
                .map(snapshot -> PendingLoad.read(snapshot, null, store))
                .toList();
        List<ConversationId> ids =
                conversations.stream().map(ConversationSnapshot::id).toList();
        return store.locks()
                .whileLocked(ids, () -> send(read.stream().map(Supplier::get).toList()));
    }

    @Override
    public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
        Supplier<PendingLoad> read = PendingLoad.read(conversation, expectedVersion, store);
        return store.locks().whileLocked(conversation.id(), () -> replace(read.get()));
    }

    private LoadOutcome replace(PendingLoad load) {
        ConversationId id = load.head().id();
        lists.add(load.entries(), List.of());
        Reply reply = Reply.of(store.calls().run(load.call()));
        LoadOutcome outcome = load.outcome(reply);
        if (!outcome.loaded()) {
            lists.remove(load.entries());
            return outcome;
        }
        long base = outcome.version() - load.head().version();
        store.committed(new Change.Removed(id, base));
        store.committed(load.reading().change(base));
        if (reply.size() > 2) {
            lists.remove(RedisConversations.entries(id, reply));
        }
        return outcome;
    }

    private List<LoadOutcome> send(List<PendingLoad> loads) {
        lists.add(loads.stream().flatMap(load -> load.entries().stream()).toList(), List.of());
        List<RedisCalls.Result> results =
                store.calls().runAll(loads.stream().map(PendingLoad::call).toList());
        List<LoadOutcome> outcomes = new ArrayList<>();
        List<ListPlace> unused = new ArrayList<>();
        LoadFailure failure = new LoadFailure();
        for (int i = 0; i < loads.size(); i++) {
            PendingLoad load = loads.get(i);
            try {
                LoadOutcome outcome = outcome(load, results.get(i));
                outcomes.add(outcome);
                if (!outcome.loaded()) {
                    unused.addAll(load.entries());
                } else {
                    failure.loaded();
                }
            } catch (ChatStoreException e) {
                failure.add(e);
            }
        }
        lists.remove(unused);
        failure.throwIfAny();
        return outcomes;
    }

    /**
     * Returns the outcome of a load, which is reported.
     *
     * @throws ChatStoreException if it failed. It may have been made, and then the head names the entries
     */
    private LoadOutcome outcome(PendingLoad load, RedisCalls.Result result) throws CorruptDataException {
        ChatStoreException error = result.error();
        if (error != null) {
            throw error;
        }
        LoadOutcome outcome = load.outcome(Reply.of(result.reply()));
        if (outcome.loaded()) {
            long base = outcome.version() - load.head().version();
            store.committed(load.reading().change(base));
        }
        return outcome;
    }
}
