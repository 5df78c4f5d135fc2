package dev.chatstore.jdbi.load;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.core.backend.SnapshotReading;
import dev.chatstore.core.codec.WriteToken;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.conversation.Leftovers;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.load.LoadRun.LeftoversException;
import dev.chatstore.jdbi.sql.ConstraintException;
import dev.chatstore.jdbi.sql.RetryContext;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.Transactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Loads whole conversations, those of a call in one transaction. Where rows are locked, it first takes for granted that
 * none has a row, since a missing row cannot be locked; the primary key refuses the others, and the transaction that
 * locks the heads decides. Safe for use by several threads.
 */
public final class LoadConversations implements ConversationLoader {
    private static final Comparator<ConversationSnapshot> KEY_ORDER =
            Comparator.comparing(ConversationSnapshot::id, LockedHeads.KEY_ORDER);

    /** A removal leaves nothing, so only a delete right after it leaves something again. */
    private static final int MAX_REMOVALS = 10;

    private final Transactions transactions;
    private final LockedHeads heads;
    private final Leftovers leftovers;
    private final RandomGenerator random;
    private final Consumer<Change> committed;
    private final boolean hasReplies;

    /**
     * Creates the operation on a database.
     *
     * @param committed is notified of each change after its commit
     */
    public LoadConversations(
            Transactions transactions, LockedHeads heads, RandomGenerator random, Consumer<Change> committed) {
        this.transactions = transactions;
        this.heads = heads;
        this.leftovers = new Leftovers(transactions, heads);
        this.random = random;
        this.committed = committed;
        this.hasReplies = transactions.statements().has(Sql.LOAD_REPLIES);
    }

    @Override
    public Instant now() {
        return transactions.now();
    }

    @Override
    public List<LoadOutcome> load(List<ConversationSnapshot> conversations) {
        SnapshotReading.checkDistinct(conversations);
        if (conversations.isEmpty()) {
            return List.of();
        }
        // Each transaction locks heads in this order.
        List<ConversationSnapshot> ordered =
                conversations.stream().sorted(KEY_ORDER).toList();
        LoadRun run = load(ordered, token(ordered), transactions.begin());
        run.changes().forEach(committed);
        Map<ConversationId, LoadOutcome> outcomes = run.outcomes();
        return conversations.stream()
                .map(snapshot -> Objects.requireNonNull(outcomes.get(snapshot.id())))
                .toList();
    }

    @Override
    public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
        ConversationId id = conversation.id();
        long token = token(List.of(conversation));
        Map<ConversationId, Long> removedBefore = new HashMap<>();
        RetryContext retry = transactions.begin();
        LoadRun run = withoutLeftovers(
                retry,
                () -> heads.write(List.of(id), retry, (sql, locked) -> {
                    LoadRun replacing = new LoadRun(sql, hasReplies, token, removedBefore);
                    replacing.replace(conversation, locked.getOrDefault(id, ConversationHead.ABSENT), expectedVersion);
                    return replacing;
                }));
        run.changes().forEach(committed);
        return Objects.requireNonNull(run.outcomes().get(id));
    }

    private long token(List<ConversationSnapshot> snapshots) {
        return WriteToken.ofTexts(
                random,
                snapshots.stream()
                        .map(ConversationSnapshot::id)
                        .flatMap(id -> Stream.of(id.tenant(), id.value()))
                        .toArray(String[]::new));
    }

    private LoadRun load(List<ConversationSnapshot> snapshots, long token, RetryContext retry) {
        Map<ConversationId, Long> removedBefore = new HashMap<>();
        if (transactions.locksRows()) {
            try {
                return transactions.write(retry, sql -> {
                    LoadRun run = new LoadRun(sql, hasReplies, token, removedBefore);
                    run.loadNew(snapshots);
                    return run;
                });
            } catch (ConstraintException e) {
                // Some have a row.
            }
        }
        return withoutLeftovers(retry, () -> loadMissing(snapshots, token, removedBefore, retry));
    }

    /** Runs a transaction again each time after what is left over of a conversation was removed. */
    private LoadRun withoutLeftovers(RetryContext retry, Supplier<LoadRun> transaction) {
        for (int removals = 0; removals < MAX_REMOVALS; removals++) {
            try {
                return transaction.get();
            } catch (LeftoversException e) {
                leftovers.remove(e.conversation());
            }
        }
        String message = "a conversation is deleted again and again while it is loaded";
        throw retry.mayBeCommitted()
                ? UnavailableException.maybeDone(message, true, null)
                : UnavailableException.notDone(message, true, null);
    }

    private LoadRun loadMissing(
            List<ConversationSnapshot> snapshots,
            long token,
            Map<ConversationId, Long> removedBefore,
            RetryContext retry) {
        List<ConversationId> ids =
                snapshots.stream().map(ConversationSnapshot::id).toList();
        try {
            return heads.write(ids, retry, (sql, locked) -> {
                LoadRun run = new LoadRun(sql, hasReplies, token, removedBefore);
                run.load(snapshots, locked);
                return run;
            });
        } catch (ConstraintException e) {
            throw e.reason();
        }
    }
}
