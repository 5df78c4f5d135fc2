package dev.chatstore.core.transfer;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.completion.ExportedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages to a store, many at a time, in their order.
 *
 * <p>A message's id is its index in its conversation, so that sending it again finds it there. A message is appended
 * only after all that an earlier import has stored of its conversation: the stored order stays the source's, or the
 * message is skipped. A run that the store refuses is halved until the message at fault stands alone.
 */
final class Delivery implements AutoCloseable {
    private static final int BATCH_MESSAGES = 500;
    private static final long BATCH_BYTES = 4 << 20;

    private final ChatStore chats;
    private final Tally tally;
    private final String idPrefix;
    private final @Nullable NewConversations fresh;
    private final List<Run> batch = new ArrayList<>();
    /** Whether some of the conversations that were loaded last existed: so may the next ones. */
    private boolean looksUp;

    private int messages;
    private long bytes;

    Delivery(ChatStore chats, Tally tally, String idPrefix) {
        this.chats = chats;
        this.tally = tally;
        this.idPrefix = idPrefix;
        fresh = ConversationLoader.of(chats)
                .map(loader -> new NewConversations(loader, this::loaded))
                .orElse(null);
    }

    /**
     * Opens the conversation that the next messages are for. It is taken for a new one, which is loaded with its messages,
     * unless the last ones existed. If the store has no loader, one of which nothing is said is made by its first messages,
     * which spares a commit.
     */
    Target open(ProfileShape shape) throws Refused {
        // What waits for the same conversation must be there before its end is looked up.
        if (batch.stream().anyMatch(run -> run.target().id().equals(shape.id()))
                || (fresh != null && fresh.has(shape.id()))) {
            flush();
        }
        try {
            Target target = fresh == null ? find(shape.id(), shape.profile()) : find(shape, fresh);
            tally.conversation();
            return target;
        } catch (LimitExceededException e) {
            if (isOfRecord(e)) {
                throw Refused.of(e);
            }
            throw e;
        }
    }

    private Target find(ProfileShape shape, NewConversations loads) {
        loads.checkProfile(shape);
        Optional<Target> existing = looksUp ? found(shape.id()) : Optional.empty();
        return existing.orElseGet(() -> {
            Target target = Target.absent(shape.id(), idPrefix);
            loads.open(target, shape.profile());
            return target;
        });
    }

    private Target find(ConversationId id, Profile profile) {
        return profile.equals(Profile.EMPTY)
                ? found(id).orElseGet(() -> Target.absent(id, idPrefix))
                : Target.of(chats, chats.open(id, profile), idPrefix);
    }

    private Optional<Target> found(ConversationId id) {
        return chats.find(id).map(conversation -> Target.of(chats, conversation, idPrefix));
    }

    /** Counts conversations that were loaded. Those that were not, as one exists or is refused, are appended. */
    private void loaded(Loads.Loaded loaded) {
        ChatStoreException error = loaded.error();
        if (error != null && !isOfRecord(error) && !(error instanceof LimitExceededException)) {
            throw error;
        }
        looksUp = loaded.outcomes().stream().anyMatch(outcome -> !outcome.loaded());
        List<NewConversation> left = new ArrayList<>(loaded.conversations());
        for (int i = loaded.outcomes().size() - 1; i >= 0; i--) {
            if (loaded.outcomes().get(i).loaded()) {
                tally.added(left.remove(i).entries().size());
            }
        }
        left.forEach(this::append);
        sendBatch();
        tally.progress();
    }

    private void append(NewConversation conversation) {
        Target target = conversation.target();
        target.found(find(target.id(), conversation.profile()));
        if (conversation.entries().isEmpty()) {
            open(target);
        }
        conversation.entries().forEach(entry -> append(target, entry));
    }

    /** Ends what is for a conversation: it is there from now on, even if it has no message. */
    void close(Target target) {
        if (fresh == null || !fresh.has(target.id())) {
            open(target);
        }
    }

    private void open(Target target) {
        if (target.isAbsent()) {
            chats.open(target.id(), Profile.EMPTY);
        }
    }

    void add(Target target, long index, ExportedMessage exported, Place place) {
        NewMessage message = placed(target, exported).withId(target.messageId(index));
        target.receives();
        Run.Entry entry = new Run.Entry(index, message, place);
        if (fresh == null || !fresh.add(target, entry)) {
            append(target, entry);
        }
    }

    /** Returns a message as one that follows what it followed; the one before it if that was left out. */
    private NewMessage placed(Target target, ExportedMessage exported) {
        Long parent = exported.parent();
        if (parent == null) {
            return exported.message();
        }
        if (parent == 0) {
            return exported.message().withParent(0);
        }
        // What a message follows must be stored before it, to have a sequence.
        flush();
        return chats.find(target.id(), target.messageId(parent - 1))
                .map(stored -> exported.message().withParent(stored.sequence()))
                .orElse(exported.message());
    }

    private void append(Target target, Run.Entry entry) {
        target.receives();
        boolean past = target.isPast(entry.index());
        @Nullable Run last = batch.isEmpty() ? null : batch.get(batch.size() - 1);
        // Two appends to one conversation never share a batch: the second must not be made if the first is refused.
        if (last != null && last.target() == target && last.past() != past) {
            sendBatch();
            last = null;
        }
        if (target.differsAt() != null) {
            tally.skip(entry.place(), afterDifference(target));
            return;
        }
        if (last == null || last.target() != target) {
            last = new Run(target, past);
            batch.add(last);
        }
        last.entries().add(entry);
        messages++;
        bytes += entry.place().region().length();
        if (messages >= BATCH_MESSAGES || bytes >= BATCH_BYTES) {
            sendBatch();
        }
    }

    /** Sends what waits, and returns when it is durable. */
    void flush() {
        if (fresh != null) {
            fresh.flush();
        }
        sendBatch();
    }

    /** Waits for what is on its way, and counts it. */
    @Override
    public void close() {
        if (fresh != null) {
            fresh.close();
        }
    }

    private void sendBatch() {
        if (!batch.isEmpty()) {
            List<Run> runs = List.copyOf(batch);
            batch.clear();
            messages = 0;
            bytes = 0;
            send(runs);
            tally.progress();
        }
    }

    private void send(List<Run> runs) {
        List<AppendOutcome> outcomes =
                chats.appendAll(runs.stream().map(Run::append).toList());
        // Receipts first: what is durable counts even where a refusal ends the import.
        for (int i = 0; i < runs.size(); i++) {
            if (outcomes.get(i) instanceof AppendReceipt receipt) {
                if (receipt.duplicate()) {
                    tally.alreadyThere(runs.get(i).size());
                } else {
                    tally.added(runs.get(i).size());
                }
            }
        }
        for (int i = 0; i < runs.size(); i++) {
            if (outcomes.get(i) instanceof AppendRefusal refusal) {
                settle(runs.get(i), refusal.reason());
            }
        }
    }

    private void settle(Run run, ChatStoreException reason) {
        if (!isOfRecord(reason)) {
            throw reason;
        }
        if (run.size() == 1) {
            skip(run.target(), run.entries().get(0), reason);
            return;
        }
        int middle = run.size() / 2;
        for (Run half : List.of(run.part(0, middle), run.part(middle, run.size()))) {
            if (half.target().differsAt() == null) {
                send(List.of(half));
            } else {
                half.entries().forEach(entry -> tally.skip(entry.place(), afterDifference(half.target())));
            }
        }
    }

    private void skip(Target target, Run.Entry entry, ChatStoreException reason) {
        if (reason instanceof LimitExceededException limit) {
            tally.skip(entry.place(), Refused.of(limit));
        } else if (reason instanceof InvalidInputException invalid) {
            tally.skip(entry.place(), Refused.of(invalid));
        } else if (reason instanceof ConflictException) {
            tally.skip(entry.place(), "is new, but later messages of its conversation are stored already");
        } else {
            target.differs(entry.index());
            tally.skip(entry.place(), "differs from the message that is stored in its place");
        }
    }

    private static String afterDifference(Target target) {
        return "comes after messages[" + target.differsAt() + "], which differs from the stored one";
    }

    /** Returns whether it is the record that the store refuses, not the store that is full, closed or out of reach. */
    private static boolean isOfRecord(ChatStoreException reason) {
        return reason instanceof ConflictException
                || reason instanceof DuplicateMessageException
                || reason instanceof InvalidInputException
                || (reason instanceof LimitExceededException e && e.limit().startsWith("limits."));
    }
}
