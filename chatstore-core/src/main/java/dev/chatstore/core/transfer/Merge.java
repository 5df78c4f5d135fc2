package dev.chatstore.core.transfer;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.core.transfer.identity.Found;
import dev.chatstore.core.transfer.identity.IdentifiedMessages;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.identity.SourceOrder;
import dev.chatstore.core.transfer.identity.StoredOrder;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Brings what is new of a source into a conversation that exists, in two passes over the source: the first asks which
 * messages are there, the second appends those after the last of them. A new message before it cannot be put in its place,
 * and is left out, unless each message names the one that it follows. If messages without ids are not stored one after
 * another, a third pass finds the stored messages that they are.
 */
final class Merge {
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 4 << 20;

    private final ChatStore chats;
    private final Tally tally;
    private final ConversationId id;
    private final Appending appending;
    private final BitSet there = new BitSet();
    private final BitSet differing = new BitSet();
    private final List<ImportEntry> batch = new ArrayList<>();
    private final SourceOrder order = new SourceOrder();
    private final Found found = new Found();
    private final boolean again;
    private LongMap counts = new LongMap();
    private boolean tree = true;
    private long bytes;

    /**
     * Creates a merge.
     *
     * @param again whether the run has met the conversation before
     */
    Merge(ChatStore chats, Tally tally, Appending appending, boolean again) {
        this.chats = chats;
        this.tally = tally;
        this.again = again;
        this.id = appending.id();
        this.appending = appending;
    }

    /** The messages of one pass. */
    interface Pass {
        void read(IdentifiedMessages.Receiver receiver) throws IOException, Refused;
    }

    void run(Pass source) throws IOException, Refused {
        source.read(entry -> {
            order.add(entry);
            tree &= entry.parent() != ImportEntry.PREVIOUS;
            ask(entry);
        });
        askBatch();
        if (order.areMade() && !there.isEmpty() && !isInPlace()) {
            // Equal messages without ids may be others than those that are there.
            counts = StoredOrder.counts(chats, id, order, again);
            there.clear();
            differing.clear();
            appending.forget();
            source.read(entry -> ask(entry.countedOn(counts)));
            askBatch();
        }
        int last = there.length() - 1;
        tally.alreadyThere(there.cardinality());
        source.read(entry -> decide(entry.countedOn(counts), last));
        appending.flush();
    }

    /** Returns whether what was found is one stretch, which begins the source and is all of it or ends the conversation. */
    private boolean isInPlace() {
        boolean all = there.cardinality() == order.messages().size();
        return found.isStretch(there.cardinality())
                && (all
                        || chats.find(id)
                                .filter(conversation -> conversation.lastSequence() == found.lastSequence())
                                .isPresent());
    }

    private void ask(ImportEntry entry) {
        batch.add(entry);
        bytes += entry.bytes();
        if (batch.size() >= BATCH || bytes >= BATCH_BYTES) {
            askBatch();
        }
    }

    private void askBatch() {
        if (!batch.isEmpty()) {
            ask(batch);
            batch.clear();
            bytes = 0;
            tally.progress();
        }
    }

    /** Asks by an append that can only find its messages there, since no version is so high. */
    private void ask(List<ImportEntry> entries) {
        Append append = Append.of(id, entries.stream().map(ImportEntry::message).toList())
                .expecting(Long.MAX_VALUE);
        AppendOutcome outcome = chats.appendAll(List.of(append)).get(0);
        if (outcome instanceof AppendReceipt receipt) {
            found(entries, receipt);
        } else if (outcome instanceof AppendRefusal refusal) {
            settle(entries, refusal.reason());
        }
    }

    private void found(List<ImportEntry> entries, AppendReceipt receipt) {
        for (int i = 0; i < entries.size(); i++) {
            found.add(entries.get(i).ordinal(), receipt.sequences().get(i));
            there.set(entries.get(i).ordinal());
            appending.stored(entries.get(i), receipt.sequences().get(i));
        }
    }

    private void settle(List<ImportEntry> entries, ChatStoreException reason) {
        if (!GroupedCalls.isOfRecord(reason)) {
            throw reason;
        }
        boolean mixed = reason instanceof DuplicateMessageException;
        if (entries.size() == 1) {
            if (mixed) {
                differing.set(entries.get(0).ordinal());
            }
        } else if (!(reason instanceof ConflictException)) {
            int middle = entries.size() / 2;
            ask(entries.subList(0, middle));
            ask(entries.subList(middle, entries.size()));
        }
    }

    private void decide(ImportEntry entry, int last) {
        int ordinal = entry.ordinal();
        if (there.get(ordinal)) {
            return;
        }
        if (differing.get(ordinal)) {
            tally.skip(entry.place(), "differs from the message that is stored under its id");
        } else if (ordinal < last && !(tree && appending.hasParent(entry))) {
            tally.skip(entry.place(), "is new, but later messages of its conversation are stored already");
        } else {
            appending.add(entry);
        }
    }
}
