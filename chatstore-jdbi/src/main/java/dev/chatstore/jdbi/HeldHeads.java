package dev.chatstore.jdbi;

import dev.chatstore.api.ConversationId;
import dev.chatstore.jdbi.Dialect.Locking;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Runs transactions that hold the heads of conversations, so that whatever they read of these and decide stays true
 * until they commit. Every transaction takes them in the same order, so that none waits in a ring.
 *
 * <p>Where rows are held, one that is not there cannot be; holding the gap in its place is what databases deadlock on.
 * The transaction is given up, the row made in a removed state by a statement of its own, and the transaction begun
 * anew.
 */
final class HeldHeads {
    static final Comparator<ConversationId> KEY_ORDER =
            Comparator.comparing(ConversationId::tenant).thenComparing(ConversationId::value);

    private final Engine engine;

    HeldHeads(Engine engine) {
        this.engine = engine;
    }

    /** What is done while the heads are held. */
    @FunctionalInterface
    interface HeadWork<T> {
        /**
         * Does the work.
         *
         * @param handle the connection, inside a transaction
         * @param heads the heads of those conversations that have a row
         * @param again whether an earlier run may have been committed although its reply was lost
         */
        T run(Handle handle, Map<ConversationId, Head> heads, boolean again);
    }

    /** Returns what the work returns once its transaction is committed. */
    <T> T write(Collection<ConversationId> ids, HeadWork<T> work) {
        return write(ids, engine.transactions().begin(), work);
    }

    /** Returns what work that began before returns, as {@link #write(Collection, HeadWork)} does. */
    <T> T write(Collection<ConversationId> ids, Attempt attempt, HeadWork<T> work) {
        Set<ConversationId> ordered = new TreeSet<>(KEY_ORDER);
        ordered.addAll(ids);
        while (true) {
            try {
                return engine.transactions().write(attempt, (handle, again) -> {
                    Map<ConversationId, Head> heads = Head.select(engine, handle, ordered);
                    if (engine.locking() == Locking.ROWS && heads.size() < ordered.size()) {
                        throw new HeadMissing();
                    }
                    return work.run(handle, heads, again);
                });
            } catch (HeadMissing e) {
                makeMissing(ordered, attempt);
            }
        }
    }

    private void makeMissing(Set<ConversationId> ids, Attempt attempt) {
        engine.transactions()
                .statement(
                        attempt,
                        (handle, again) -> engine.update(handle, Sql.HOLD_HEADS)
                                .bind("conversations", Head.keys(ids))
                                .bind("now", Micros.of(engine.now()))
                                .execute());
    }

    /** Returns the head of a conversation and holds it for the rest of the transaction, if there is one. */
    Head hold(Handle handle, ConversationId id) {
        return Head.select(engine, handle, Set.of(id)).getOrDefault(id, Head.ABSENT);
    }

    /** Ends a transaction. */
    private static final class HeadMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HeadMissing() {
            super(null, null, false, false);
        }
    }
}
