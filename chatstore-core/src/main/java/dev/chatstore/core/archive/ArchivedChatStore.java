package dev.chatstore.core.archive;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows the messages of a durable store wherever they are. What the messages outside of segments answer in full costs no more than
 * before; each segment that a read reaches costs one statement, and the reading of its content unless it was read shortly
 * before. A message that does not exist costs two statements more. A message in a segment that is to be changed is first brought
 * back, with all messages after it.
 */
final class ArchivedChatStore extends ForwardingChatStore {
    private final SegmentReads reads;
    private final SegmentReturn back;
    private final OutsideContents outside;
    private final ArchivedHistory history;
    private final ArchivedReplies replies;
    private final MissedInSegments missed;

    ArchivedChatStore(SegmentReads reads, SegmentReturn back, OutsideContents outside) {
        super(reads.rows());
        this.reads = reads;
        this.back = back;
        this.outside = outside;
        this.history = new ArchivedHistory(reads);
        this.replies = new ArchivedReplies(reads);
        this.missed = new MissedInSegments(reads, history);
    }

    /** A durable store is its own latest view. */
    @Override
    protected ChatStore decorate(ChatStore other) {
        return this;
    }

    @Override
    public Optional<Conversation> patch(ConversationPatch patch) {
        return missed.completing(patch.conversation(), () -> delegate().patch(patch));
    }

    @Override
    public boolean delete(ConversationId id) {
        return deleting(id, () -> delegate().delete(id));
    }

    @Override
    public boolean delete(ConversationId id, long expectedVersion) {
        return missed.completing(id, () -> deleting(id, () -> delegate().delete(id, expectedVersion)));
    }

    private boolean deleting(ConversationId id, BooleanSupplier delete) {
        OutsideContents.Listed contents = outside.list(id);
        boolean deleted = delete.getAsBoolean();
        if (deleted) {
            contents.remove();
        }
        return deleted;
    }

    @Override
    public List<AppendOutcome> appendAll(List<Append> appends) {
        List<AppendOutcome> outcomes = new ArrayList<>(delegate().appendAll(appends));
        for (int i = 0; i < outcomes.size(); i++) {
            outcomes.set(i, missed.completed(outcomes.get(i)));
        }
        return List.copyOf(outcomes);
    }

    @Override
    public List<Message> history(ConversationId id, Slice slice) {
        return SegmentReads.steadily(() -> read(id, slice));
    }

    private List<Message> read(ConversationId id, Slice slice) {
        if (slice instanceof Slice.After after) {
            return history.after(id, after);
        }
        if (slice instanceof Slice.Before before) {
            return history.before(id, before);
        }
        return slice instanceof Slice.RepliesTo to ? replies.read(id, to) : history.path(id, (Slice.PathTo) slice);
    }

    @Override
    public Optional<Message> find(ConversationId id, long sequence) {
        return Optional.ofNullable(SegmentReads.<@Nullable Message>steadily(() ->
                reads.find(id, sequence, () -> delegate().find(id, sequence).orElse(null), MessageSnapshot::message)));
    }

    @Override
    public Optional<Message> find(ConversationId id, String messageId) {
        return SegmentReads.steadily(() -> {
            Optional<Message> row = delegate().find(id, messageId);
            OptionalLong sequence = row.isPresent() ? OptionalLong.empty() : reads.sequence(id, messageId);
            if (sequence.isEmpty()) {
                return row;
            }
            Optional<Message> found = find(id, sequence.getAsLong()).filter(message -> messageId.equals(message.id()));
            if (found.isEmpty() && !reads.isLost(id, sequence.getAsLong())) {
                // It lost its id meanwhile, or is one of a conversation that was created again.
                throw new MovedException();
            }
            return found;
        });
    }

    @Override
    public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
        return changed(id, sequence, () -> delegate().edit(id, sequence, edit));
    }

    @Override
    public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
        return changed(id, messageId, () -> delegate().edit(id, messageId, edit));
    }

    @Override
    public Optional<Message> redact(ConversationId id, long sequence) {
        return changed(id, sequence, () -> delegate().redact(id, sequence));
    }

    @Override
    public Optional<Message> redact(ConversationId id, String messageId) {
        return changed(id, messageId, () -> delegate().redact(id, messageId));
    }

    /** Changes a message, wherever it is. */
    Optional<Message> changed(ConversationId id, long sequence, Supplier<Optional<Message>> change) {
        return SegmentReads.steadily(() -> {
            Optional<Message> changed = change.get();
            if (changed.isPresent() || sequence < 1 || !reads.exists(id, sequence)) {
                return changed;
            }
            return broughtBack(id, sequence);
        });
    }

    /** Brings a message back, so that its change is made again; or returns nothing, if the message is lost. */
    private Optional<Message> broughtBack(ConversationId id, long sequence) {
        boolean isLost = back.takeBack(id, sequence) == 0 && reads.isLost(id, sequence);
        if (isLost) {
            return Optional.empty();
        }
        throw new MovedException();
    }

    private Optional<Message> changed(ConversationId id, String messageId, Supplier<Optional<Message>> change) {
        return SegmentReads.steadily(() -> {
            Optional<Message> changed = change.get();
            OptionalLong sequence = changed.isPresent() ? OptionalLong.empty() : reads.sequence(id, messageId);
            if (sequence.isEmpty()) {
                return changed;
            }
            return broughtBack(id, sequence.getAsLong());
        });
    }

    @Override
    public List<Message> revisions(ConversationId id, long sequence) {
        List<Message> found = SegmentReads.<@Nullable List<Message>>steadily(
                () -> reads.find(id, sequence, () -> rowRevisions(id, sequence), ArchivedChatStore::revisions));
        return found == null ? List.of() : found;
    }

    private @Nullable List<Message> rowRevisions(ConversationId id, long sequence) {
        List<Message> revisions = delegate().revisions(id, sequence);
        return revisions.isEmpty() ? null : revisions;
    }

    private static List<Message> revisions(MessageSnapshot snapshot) {
        List<Message> all = new ArrayList<>(snapshot.earlier());
        all.add(snapshot.message());
        return List.copyOf(all.subList(Math.max(0, all.size() - Slice.MAX_LIMIT), all.size()));
    }
}
