package dev.chatstore.testkit.model;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One of the two stores of a comparison. Each run has its own tenants, so that runs can share the stores. */
final class ComparedStore {
    private final String tenantPrefix;
    private final MessageMoves moves;
    private final ChatStore chats;
    private final Optional<StoreAccess> access;
    private final SessionStore<State> sessions;
    private final Map<ConversationQuery, @Nullable String> cursors = new HashMap<>();

    ComparedStore(Storage stores, MessageMoves moves, String tenantPrefix) {
        this.moves = moves;
        this.tenantPrefix = tenantPrefix;
        this.chats = stores.chats();
        this.access = StoreAccess.of(stores);
        this.sessions = stores.sessions(State.class);
    }

    /** The state of a session in a run. */
    record State(long count, List<String> notes) {
        static final State EMPTY = new State(0, List.of());

        State next() {
            return new State(count + 1, count % 3 == 0 ? List.of("note " + count) : notes);
        }
    }

    /** Returns the result of a step, or the comparable part of its error. */
    @Nullable Object result(Step step) {
        try {
            return step.run(this);
        } catch (ChatStoreException e) {
            return ComparedError.of(e);
        }
    }

    ChatStore chats() {
        return chats;
    }

    /** Removes old messages, if the store gives access. */
    int trim(ConversationId id, long first, int limit) {
        return access.map(store -> store.oldMessages().trim(scoped(id), first, limit))
                .orElse(0);
    }

    /** Returns what moves the messages of the store, none of the model's. */
    MessageMoves moves() {
        return moves;
    }

    SessionStore<State> sessions() {
        return sessions;
    }

    /** Returns the cursor after the last page of each query. */
    Map<ConversationQuery, @Nullable String> cursors() {
        return cursors;
    }

    ConversationId scoped(ConversationId id) {
        return new ConversationId(tenantPrefix + id.tenant(), id.value());
    }

    SessionKey scoped(SessionKey key) {
        return new SessionKey(tenantPrefix + key.tenant(), key.value());
    }

    Append scoped(Append append) {
        return new Append(scoped(append.conversation()), append.messages(), append.expectedVersion(), append.profile());
    }

    @SuppressWarnings("NullAway") // does not see the nullness inside the map's type, which comes from another module
    ConversationPatch scoped(ConversationPatch patch) {
        return new ConversationPatch(
                scoped(patch.conversation()),
                patch.expectedVersion(),
                patch.owner(),
                patch.title(),
                patch.model(),
                patch.systemPrompt(),
                patch.metadata(),
                patch.archived());
    }

    SessionQuery scoped(SessionQuery query) {
        return new SessionQuery(tenantPrefix + query.tenant(), query.owner(), query.limit(), query.cursor());
    }

    ConversationQuery scoped(ConversationQuery query) {
        return new ConversationQuery(
                tenantPrefix + query.tenant(),
                query.owner(),
                query.archived(),
                query.order(),
                query.limit(),
                query.cursor());
    }
}
