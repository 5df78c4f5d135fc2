package dev.chatstore.jdbi.segment;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.sql.ConstraintException;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The index of the archive in a database. Safe for use by several threads. */
public final class JdbiSegmentStore implements SegmentStore {
    private final Transactions transactions;
    private final LockedHeads heads;
    private final Consumer<Change> committed;

    /**
     * Creates the index of a database.
     *
     * @param committed is notified of each change after its commit
     */
    public JdbiSegmentStore(Transactions transactions, LockedHeads heads, Consumer<Change> committed) {
        this.transactions = transactions;
        this.heads = heads;
        this.committed = committed;
    }

    @Override
    public Optional<StoredSegment> find(ConversationId id, long sequence) {
        return transactions.read(sql -> FindSegment.find(sql, id, sequence));
    }

    @Override
    public List<Segment> list(ConversationId id) {
        return transactions.read(sql -> FindSegment.list(sql, id));
    }

    @Override
    public Map<ConversationId, Long> ends(Collection<ConversationId> ids) {
        return ids.isEmpty() ? Map.of() : transactions.read(sql -> FindSegment.ends(sql, ids));
    }

    @Override
    public OptionalLong sequence(ConversationId id, String messageId) {
        return transactions.read(sql -> FindSegment.sequence(sql, id, messageId));
    }

    @Override
    public Set<String> existing(Collection<String> segmentIds) {
        return segmentIds.isEmpty() ? Set.of() : transactions.read(sql -> FindSegment.existing(sql, segmentIds));
    }

    @Override
    public boolean put(ConversationId id, long expectedVersion, StoredSegment segment) {
        return write(new PutSegment(id, expectedVersion, segment)::run);
    }

    @Override
    public boolean takeBack(ConversationId id, Segment segment, List<MessageSnapshot> messages) {
        TakeBackSegment takeBack = new TakeBackSegment(heads, id, segment, messages);
        takeBack.check();
        return write(takeBack::run);
    }

    @Override
    public boolean shorten(ConversationId id, Segment segment, @Nullable StoredSegment left) {
        ShortenSegment shorten = new ShortenSegment(heads, id, segment, left);
        boolean done = write(sql -> shorten.run(sql, transactions.now()));
        shorten.change().ifPresent(committed);
        return done;
    }

    private boolean write(Predicate<SqlHandle> work) {
        try {
            return transactions.write(work::test);
        } catch (ConstraintException e) {
            throw e.reason();
        }
    }
}
