package dev.chatstore.jdbi;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Appends a group in one statement, which is one round trip. It writes to those conversations where nothing is in the
 * way and leaves the others as they are: a removed one, another version than was expected. What is in the way of these is
 * found out in steps, as is everything if an id is taken or a reply was lost.
 */
final class AppendAtOnce {
    private final Engine engine;
    private final AppendMessages inSteps;

    AppendAtOnce(Engine engine, AppendMessages inSteps) {
        this.engine = engine;
        this.inSteps = inSteps;
    }

    List<AppendOutcome> run(List<MarkedAppend> appends, Attempt attempt) {
        if (inSteps.idsWereTaken()) {
            return inSteps.run(appends, attempt);
        }
        AppendRows rows = AppendRows.of(appends);
        Optional<Map<ConversationId, Head>> heads;
        try {
            heads = rows.isEmpty() ? Optional.of(Map.of()) : write(rows, attempt);
        } catch (TakenException e) {
            return inSteps.run(appends, attempt);
        }
        return heads.map(written -> outcomes(appends, rows, written, attempt))
                .orElseGet(() -> inSteps.run(appends, attempt));
    }

    /** Returns the heads that were written, or empty if that is unknown. */
    private Optional<Map<ConversationId, Head>> write(AppendRows rows, Attempt attempt) {
        return engine.transactions()
                .statement(
                        attempt,
                        (handle, again) -> again ? Optional.empty() : Optional.of(write(handle, rows, attempt.time())));
    }

    private Map<ConversationId, Head> write(Handle handle, AppendRows rows, Instant now) {
        Map<ConversationId, Head> heads = new HashMap<>();
        engine.query(handle, Sql.APPEND)
                .bind("heads", rows.heads())
                .bind("expected", rows.expected())
                .bind("messages", rows.messages())
                .bind("now", Micros.of(now))
                .map((row, context) -> heads.put(
                        new ConversationId(row.getString("tenant"), row.getString("id")),
                        new Head(row.getLong("version"), row.getLong("last_sequence"), true)))
                .forEach(before -> {});
        return heads;
    }

    private List<AppendOutcome> outcomes(
            List<MarkedAppend> appends, AppendRows rows, Map<ConversationId, Head> written, Attempt attempt) {
        List<MarkedAppend> left = appends.stream()
                .filter(marked -> !written.containsKey(marked.append().conversation()))
                .toList();
        List<AppendOutcome> others = new ArrayList<>(left.isEmpty() ? List.of() : leftOver(left, attempt));
        Map<ConversationId, Head> reached = new HashMap<>();
        written.forEach((id, head) -> reached.put(id, rows.before(id, head)));
        List<AppendOutcome> outcomes = new ArrayList<>(appends.size());
        for (MarkedAppend marked : appends) {
            ConversationId id = marked.append().conversation();
            Head before = reached.get(id);
            if (before == null) {
                outcomes.add(others.remove(0));
            } else {
                int count = marked.append().messages().size();
                Head after = new Head(before.version() + 1, before.lastSequence() + count, true);
                reached.put(id, after);
                outcomes.add(AppendReceipt.appended(id, before.lastSequence() + 1, count, after.version()));
            }
        }
        return outcomes;
    }

    /** Appends what was left; whatever happens to it, the rest of the group is committed and to be told so. */
    private List<AppendOutcome> leftOver(List<MarkedAppend> left, Attempt attempt) {
        try {
            return inSteps.run(left, attempt);
        } catch (ChatStoreException e) {
            return left.stream()
                    .<AppendOutcome>map(
                            marked -> new AppendRefusal(marked.append().conversation(), e))
                    .toList();
        }
    }
}
