package dev.chatstore.testkit.model;

import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of two stores that are compared, in tenants of its own, so that a run can be made again on the same stores. */
final class ComparedStore {
    private final String run;
    private final ChatStore chats;
    private final SessionStore<State> sessions;
    private final Map<ConversationQuery, @Nullable String> cursors = new HashMap<>();

    ComparedStore(Storage stores, String run) {
        this.run = run;
        this.chats = stores.chats();
        this.sessions = stores.sessions(State.class);
    }

    /** The state of a session in a random run. */
    record State(long count, List<String> notes) {
        static final State EMPTY = new State(0, List.of());

        State next() {
            return new State(count + 1, count % 3 == 0 ? List.of("note " + count) : notes);
        }
    }

    /** Returns the result of a step, an error as what is to be compared of it. */
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

    SessionStore<State> sessions() {
        return sessions;
    }

    /** Returns where each query ended on its last page. */
    Map<ConversationQuery, @Nullable String> cursors() {
        return cursors;
    }

    ConversationId own(ConversationId id) {
        return new ConversationId(run + id.tenant(), id.value());
    }

    SessionKey own(SessionKey key) {
        return new SessionKey(run + key.tenant(), key.value());
    }

    Append own(Append append) {
        return new Append(own(append.conversation()), append.messages(), append.expectedVersion());
    }

    @SuppressWarnings("NullAway") // does not see the nullness inside the map's type, which comes from another module
    ConversationPatch own(ConversationPatch patch) {
        return new ConversationPatch(
                own(patch.conversation()),
                patch.expectedVersion(),
                patch.owner(),
                patch.title(),
                patch.model(),
                patch.systemPrompt(),
                patch.metadata(),
                patch.archived());
    }

    ConversationQuery own(ConversationQuery query) {
        return new ConversationQuery(
                run + query.tenant(), query.owner(), query.archived(), query.limit(), query.cursor());
    }
}
