package dev.chatstore.core.archive.run;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.contents.Contents;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.core.archive.Segments;
import dev.chatstore.core.archive.SegmentsHolder;
import dev.chatstore.core.archive.run.ArchiveReport.Direction;
import dev.chatstore.core.audit.AuditLog;
import dev.chatstore.core.backend.Argument;
import dev.chatstore.core.lease.StoppedException;
import dev.chatstore.core.lease.StoreLease;
import dev.chatstore.core.lease.WorkTurn;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves older messages into compressed segments, and back. Nothing is removed and nothing that is read changes: every call goes
 * on to find all messages. This is not the archived flag of a conversation, which only hides it from lists. An archive is
 * immutable and may be used by several threads.
 *
 * <pre>{@code
 * ArchiveRule rule = ArchiveRule.NONE.withAfter(Duration.ofDays(30)).withKeepNewest(200);
 * Archive archive = Archive.of(storage).withRule(rule);
 * ArchiveReport wouldDo = archive.counting().run().orElseThrow();
 * Optional<ArchiveReport> done = archive.run();
 * }</pre>
 *
 * <p>A tenant's conversations are looked at one by one, archived and held ones included:
 *
 * <ol>
 *   <li>Of one whose last activity is at least {@code after} ago, all messages but the newest are moved.
 *   <li>Of another one, the messages before the newest {@code keepNewest} are moved as soon as they fill a segment.
 * </ol>
 *
 * <p>A conversation of which fewer than {@code minMessages} would be moved is left, and so is one that has a message which cannot
 * be read. One that changes meanwhile is tried again a few times, and then left to the next run.
 *
 * <p>Ages are measured from the beginning of the run, by the server's clock against the times that writers have stored. Each
 * segment is moved in a transaction of its own; a run may be stopped at any time, and the next one goes on. A run of the whole
 * store ends by removing the contents of the archive's place that no segment has and that are older than an hour.
 *
 * <p>The first run over the messages of enough people trains a dictionary of the phrases that ten or more of them share, if that
 * makes segments smaller; the store keeps it.
 *
 * <p>One process or thread at a time moves messages of a store. Memory: one page of heads, and the messages of one segment.
 *
 * <p>Cost: one statement for a page of heads, and one for those of the page that the rule names, whether or not an earlier run has
 * moved them. For each segment: its messages are read, and one transaction moves them; in an outside place one content is written.
 */
public final class Archive {
    private static final String WORK = "archive";

    private final Storage storage;
    private final StoreAccess access;
    private final Segments segments;
    private final ArchiveChoices choices;

    private Archive(Storage storage, StoreAccess access, Segments segments, ArchiveChoices choices) {
        this.storage = storage;
        this.access = access;
        this.segments = segments;
        this.choices = choices;
    }

    /**
     * Returns the archive of a storage, without any rule yet.
     *
     * @throws InvalidInputException if the storage was not opened by {@link dev.chatstore.ChatStorage}, or its backend has no
     *     archive
     */
    public static Archive of(Storage storage) {
        StoreAccess access = StoreAccess.of(Argument.required("storage", storage))
                .orElseThrow(() -> new InvalidInputException("storage", "must be one that ChatStorage has opened", 0));
        Segments segments = SegmentsHolder.segments(storage)
                .orElseThrow(() -> new InvalidInputException(
                        "storage",
                        "has no archive: SQLite, PostgreSQL, MySQL, MariaDB and the store in memory have one",
                        0));
        return new Archive(storage, access, segments, ArchiveChoices.NONE);
    }

    /** Returns whether a storage has an archive. */
    public static boolean exists(Storage storage) {
        return SegmentsHolder.segments(Argument.required("storage", storage)).isPresent();
    }

    private Archive with(ArchiveChoices changed) {
        return new Archive(storage, access, segments, changed);
    }

    /** Returns this archive with another rule. */
    public Archive withRule(ArchiveRule rule) {
        return with(choices.withRule(Argument.required("rule", rule)));
    }

    /** Returns the rule. */
    public ArchiveRule rule() {
        return choices.rule();
    }

    /** Returns this archive for the conversations of one tenant only. */
    public Archive ofTenant(String tenant) {
        return with(choices.withTenant(Argument.required("tenant", tenant)));
    }

    /**
     * Returns this archive as one that changes nothing, and reports what it would do. On a store that nobody changes, the numbers
     * are exactly those of the run: the messages are read and compressed.
     */
    public Archive counting() {
        return with(choices.withCounting());
    }

    /**
     * Returns this archive with another number of conversations whose heads are read at once, 100 without it.
     *
     * @throws InvalidInputException if the number is not from 1 to 1,000
     */
    public Archive inBatchesOf(int conversations) {
        if (conversations < 1 || conversations > 1_000) {
            throw new InvalidInputException("batch", "must be from 1 to 1,000", 0);
        }
        return with(choices.withBatch(conversations));
    }

    /**
     * Returns this archive with a listener, which receives the numbers so far after each step, in the thread of the run. What it
     * throws ends the run.
     */
    public Archive onProgress(Consumer<ArchiveCounts> listener) {
        return with(choices.withProgress(Argument.required("listener", listener)));
    }

    /**
     * Returns this archive as one that stops before its next step once a condition holds, next to those that were given before. An
     * interrupt of its thread stops it in any case.
     */
    public Archive stoppingIf(BooleanSupplier condition) {
        return with(choices.withStopped(Argument.required("condition", condition)));
    }

    /**
     * Moves the messages that the rule names into the archive, and returns what was done; empty, without any change, if another
     * process or thread is moving messages of this store. If it fails, what was moved stays so, and the next run goes on.
     *
     * @throws UnavailableException if the store or the archive's place is out of reach
     * @throws ClosedException if the storage is closed, also while the run goes on
     */
    public Optional<ArchiveReport> run() {
        return inTurn(Direction.ARCHIVE, (run, work) -> {
            run.tenants(tenants(), steps -> work.moving(choices.rule(), steps));
            SegmentPlace place = segments.place();
            if (place != null && choices.tenant() == null) {
                OrphanSweep sweep = new OrphanSweep(segments.index(), place, work.turn());
                work.tally().add(ArchiveCounts.orphans(sweep.run(OrphanSweep.AGE, !choices.counting())));
            }
        });
    }

    /**
     * Moves all messages of a conversation but the newest into the archive, whatever the rule says, and returns what was done, as
     * {@link #run} does. A conversation that does not exist is not counted.
     *
     * @throws UnavailableException if the store or the archive's place is out of reach
     * @throws ClosedException if the storage is closed
     */
    public Optional<ArchiveReport> archive(ConversationId id) {
        ConversationId stored = stored(id);
        return inTurn(
                Direction.ARCHIVE,
                (run, work) -> run.conversation(stored, steps -> work.moving(ArchiveRule.ALL, steps)));
    }

    /**
     * Brings all messages of a conversation back from the archive, and returns what was done; empty, without any change, if
     * another process or thread is moving messages of this store. The next run moves them again if the rule names them. A
     * conversation that does not exist is not counted.
     *
     * @throws UnavailableException if the store or the archive's place is out of reach
     * @throws ClosedException if the storage is closed
     */
    public Optional<ArchiveReport> unarchive(ConversationId id) {
        ConversationId stored = stored(id);
        return inTurn(Direction.UNARCHIVE, (run, work) -> run.conversation(stored, work::takingBack));
    }

    private ConversationId stored(ConversationId id) {
        return Pseudonyms.in(storage).of(Argument.required("id", id));
    }

    /** Brings all messages of all conversations back from the archive, as {@link #unarchive} does of one. */
    public Optional<ArchiveReport> unarchiveAll() {
        return inTurn(Direction.UNARCHIVE, (run, work) -> run.tenants(tenants(), work::takingBack));
    }

    /**
     * Removes the contents of the archive's place that no segment has, whatever their age, and returns how many there were; empty
     * if it cannot be said, since another process or thread is moving messages. For an erasure, which must leave no copy.
     *
     * @throws UnavailableException if the store or the archive's place is out of reach
     */
    public OptionalLong removeOrphans() {
        SegmentPlace place = segments.place();
        if (place == null) {
            return OptionalLong.of(0);
        }
        // Retention writes contents too, when it removes a part of a segment.
        try (StoreLease moving = take(WORK);
                StoreLease retention = moving == null ? null : take(StoreLease.RETENTION)) {
            if (moving == null || retention == null) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(new OrphanSweep(segments.index(), place, turn(moving)).run(Duration.ZERO, true));
        } catch (StoppedException e) {
            return OptionalLong.empty();
        }
    }

    private WorkTurn turn(@Nullable StoreLease lease) {
        // Before each step, also those that call the index, the storage must be open.
        return new WorkTurn(
                () -> access.sessions() == null || choices.stopped().getAsBoolean(), lease, System::nanoTime);
    }

    private @Nullable StoreLease take(String work) {
        return StoreLease.take(access.sessions(), work, WorkTurn.LEASE).orElse(null);
    }

    /** What the works of a run share. */
    private record Work(ChatStore chats, int segmentMessages, Instant now, ArchiveTally tally, WorkTurn turn) {
        ConversationWork moving(ArchiveRule rule, SegmentMoves steps) {
            return new Moving(rule, segmentMessages, now, chats, steps, tally, turn);
        }

        ConversationWork takingBack(SegmentMoves steps) {
            return new TakingBack(steps, tally, turn);
        }
    }

    private interface Task {
        void run(ArchiveRun run, Work work);
    }

    private Optional<ArchiveReport> inTurn(Direction direction, Task task) {
        if (choices.counting()) {
            return Optional.of(report(direction, task, turn(null)));
        }
        return StoreLease.take(access.sessions(), WORK, WorkTurn.LEASE).map(lease -> {
            try (lease) {
                return report(direction, task, turn(lease));
            }
        });
    }

    private ArchiveReport report(Direction direction, Task task, WorkTurn turn) {
        Instant now = access.sessionTime();
        ArchiveTally tally = new ArchiveTally(choices.progress());
        ChatStore chats = storage.chats().latest();
        boolean counting = choices.counting();
        AuditLog log = counting ? AuditLog.NONE : AuditLog.of(storage);
        boolean complete = true;
        try {
            Segments prepared = direction == Direction.ARCHIVE ? prepared(now, chats, turn) : segments;
            SegmentMoves moves = counting ? new CountedMoves(prepared) : new MadeMoves(prepared);
            ArchiveRun run = new ArchiveRun(chats, moves, log, tally, turn, choices.batch());
            task.run(run, new Work(chats, segments.limits().messages(), now, tally, turn));
        } catch (StoppedException e) {
            complete = false;
        }
        return tally.report(direction, counting, complete, now);
    }

    private Segments prepared(Instant now, ChatStore chats, WorkTurn turn) {
        SegmentTraining training = new SegmentTraining(choices.rule(), now, chats, segments, turn);
        return choices.counting() ? training.counted(tenants()) : training.prepared(tenants());
    }

    private Iterator<String> tenants() {
        return choices.tenant() != null
                ? List.of(choices.tenant()).iterator()
                : Contents.of(storage)
                        .orElseThrow(() -> new InvalidInputException("storage", "must be able to list its tenants", 0))
                        .tenants();
    }
}
