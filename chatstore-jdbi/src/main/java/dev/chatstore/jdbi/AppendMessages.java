package dev.chatstore.jdbi;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Appends a group in one transaction of few statements, however many conversations and messages it has: hold the heads,
 * write the heads, write the messages. Ids are looked for only after one was found to be taken, and from then on until
 * none is: whoever sends things again sends many.
 */
final class AppendMessages {
    /**
     * How far back an append without ids is looked for after a lost reply. It would be missed if others had added more
     * than that between two tries, which are milliseconds apart.
     */
    private static final int LOOK_BACK = 10_000;

    private final Engine engine;
    private final HeldHeads heldHeads;
    private final ReadHistory history;
    private volatile boolean idsWereTaken;

    AppendMessages(Engine engine, HeldHeads heldHeads, ReadHistory history) {
        this.engine = engine;
        this.heldHeads = heldHeads;
        this.history = history;
    }

    /** Returns whether the last group that looked for ids found some that were taken. */
    boolean idsWereTaken() {
        return idsWereTaken;
    }

    /**
     * Returns what became of each append.
     *
     * @param attempt until when it is tried, and whether it may have been committed already
     */
    List<AppendOutcome> run(List<MarkedAppend> appends, Attempt attempt) {
        if (!attempt.mayBeDone() && !idsWereTaken) {
            try {
                return write(appends, false, attempt);
            } catch (TakenException e) {
                idsWereTaken = true;
            }
        }
        try {
            return write(appends, true, attempt);
        } catch (TakenException e) {
            throw e.reason();
        }
    }

    private List<AppendOutcome> write(List<MarkedAppend> appends, boolean looks, Attempt attempt) {
        List<ConversationId> ids =
                appends.stream().map(marked -> marked.append().conversation()).toList();
        return heldHeads.write(ids, attempt, (handle, heads, again) -> {
            AppendPlan plan = new AppendPlan(heads);
            if (looks || again) {
                idsWereTaken = plan.learn(KnownMessage.select(engine, handle, appends));
            }
            return write(handle, appends, plan, attempt.time(), again);
        });
    }

    private List<AppendOutcome> write(
            Handle handle, List<MarkedAppend> appends, AppendPlan plan, Instant now, boolean again) {
        List<Supplier<AppendOutcome>> outcomes = new ArrayList<>(appends.size());
        for (MarkedAppend marked : appends) {
            AppendOutcome settled = again ? settle(handle, marked, plan) : null;
            outcomes.add(settled == null ? decide(handle, marked, appends, plan) : () -> settled);
        }
        if (!plan.isEmpty()) {
            Sql heads = plan.revives() ? Sql.REVIVE_HEADS : Sql.UPSERT_HEADS;
            engine.writeEach(handle, heads, now, plan.headRows(), HeadRow::writeTo);
            engine.writeEach(handle, Sql.INSERT_MESSAGES, now, plan.messageRows(), NewMessageRow::writeTo);
        }
        return outcomes.stream().map(Supplier::get).toList();
    }

    /**
     * Returns how the outcome is told once the rest is written: what a conflict missed may be among that. It is told as
     * of now, whatever the appends after it add.
     */
    private Supplier<AppendOutcome> decide(
            Handle handle, MarkedAppend marked, List<MarkedAppend> group, AppendPlan plan) {
        Append append = marked.append();
        ConversationId id = append.conversation();
        Long expected = append.expectedVersion();
        Head seen = plan.head(id);
        boolean conflicts = expected != null && expected != seen.visibleVersion();
        if (marked.hasIds() && !plan.hasLooked() && (conflicts || plan.mayRefuse(append))) {
            // It may be one that is sent again, which is to find itself before anything is held against it.
            plan.learn(KnownMessage.select(engine, handle, group));
        }
        try {
            AppendReceipt duplicate = plan.duplicate(append);
            if (duplicate != null) {
                return () -> duplicate;
            }
            if (expected != null && conflicts) {
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
                        id, row.getLong("sequence"), marked.append().messages().size(), row.getLong("version")))
                .findOne()
                .orElse(null);
    }
}
