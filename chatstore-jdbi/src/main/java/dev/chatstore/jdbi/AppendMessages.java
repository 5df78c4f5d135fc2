package dev.chatstore.jdbi;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Appends a group in one transaction of at most four statements, however many conversations and messages it has: hold
 * the heads, look for known ids if there are any, write the heads, write the messages.
 */
final class AppendMessages {
    /**
     * How far back an append without ids is looked for after a lost reply. It would be missed if others had added more
     * than that between two tries, which are milliseconds apart.
     */
    private static final int LOOK_BACK = 10_000;

    private static final Comparator<ConversationId> KEY_ORDER =
            Comparator.comparing(ConversationId::tenant).thenComparing(ConversationId::value);

    private final Engine engine;
    private final ReadHistory history;

    AppendMessages(Engine engine, ReadHistory history) {
        this.engine = engine;
        this.history = history;
    }

    List<AppendOutcome> run(List<MarkedAppend> appends) {
        return engine.transactions().write((handle, again) -> run(handle, appends, again));
    }

    private List<AppendOutcome> run(Handle handle, List<MarkedAppend> appends, boolean again) {
        Map<ConversationId, Head> heads = Head.select(engine, handle, ids(appends));
        AppendPlan plan = new AppendPlan(heads, KnownMessage.select(engine, handle, appends));
        List<Supplier<AppendOutcome>> outcomes = new ArrayList<>(appends.size());
        for (MarkedAppend marked : appends) {
            AppendOutcome settled = again ? settle(handle, marked, plan) : null;
            outcomes.add(settled == null ? decide(handle, marked, plan) : () -> settled);
        }
        if (!plan.isEmpty()) {
            long now = Micros.of(engine.now());
            engine.update(handle, plan.revives() ? Sql.REVIVE_HEADS : Sql.UPSERT_HEADS)
                    .bind("heads", plan.headRows())
                    .bind("now", now)
                    .execute();
            engine.update(handle, Sql.INSERT_MESSAGES)
                    .bind("messages", plan.messageRows())
                    .bind("now", now)
                    .execute();
        }
        return outcomes.stream().map(Supplier::get).toList();
    }

    /** Returns the conversations in the one order in which every transaction holds them, so that none waits in a ring. */
    private static Set<ConversationId> ids(List<MarkedAppend> appends) {
        Set<ConversationId> ids = new TreeSet<>(KEY_ORDER);
        appends.forEach(marked -> ids.add(marked.append().conversation()));
        return ids;
    }

    /**
     * Returns how the outcome is told once the rest is written: what a conflict missed may be among that. It is told as
     * of now, whatever the appends after it add.
     */
    private Supplier<AppendOutcome> decide(Handle handle, MarkedAppend marked, AppendPlan plan) {
        Append append = marked.append();
        ConversationId id = append.conversation();
        try {
            AppendReceipt duplicate = plan.duplicate(append);
            if (duplicate != null) {
                return () -> duplicate;
            }
            Long expected = append.expectedVersion();
            Head seen = plan.head(id);
            if (expected != null && expected != seen.visibleVersion()) {
                return () -> new AppendRefusal(id, history.conflict(handle, id, expected, seen));
            }
            AppendReceipt receipt = plan.add(marked);
            return () -> receipt;
        } catch (ChatStoreException e) {
            return () -> new AppendRefusal(id, e);
        }
    }

    /**
     * Returns what became of an append that an earlier try may have committed without hearing of it, or null if it was
     * not and is to be made.
     */
    private @Nullable AppendOutcome settle(Handle handle, MarkedAppend marked, AppendPlan plan) {
        ConversationId id = marked.append().conversation();
        Head head = plan.head(id);
        if (head.isRemoved()) {
            // Perhaps it was committed and then removed with its conversation; making it again would bring it back.
            return new AppendRefusal(
                    id,
                    new UnavailableException(
                            "the reply to an append to " + id + " was lost, and the conversation is removed",
                            true,
                            null));
        }
        if (marked.token() == null) {
            return null;
        }
        return engine.query(handle, Sql.SELECT_WRITTEN, id)
                .bind("after", Math.max(0, head.lastSequence() - LOOK_BACK))
                .bind("token", marked.token())
                .map((row, context) -> AppendReceipt.appended(
                        id, row.getLong(1), marked.append().messages().size(), row.getLong(2)))
                .findOne()
                .orElse(null);
    }
}
