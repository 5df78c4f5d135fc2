package dev.chatstore.core.transfer;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.AppendRefusal;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Appends messages to a conversation, many at a time. A batch that the store refuses is halved until the message at fault
 * stands alone.
 */
final class Appending {
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 4 << 20;
    private static final long NOT_STORED = Long.MIN_VALUE;

    private final ChatStore chats;
    private final Tally tally;
    private final RunLog log;
    private final ConversationId id;
    private final List<ImportEntry> batch = new ArrayList<>();
    /** By how much sequences are higher than ordinals, from an ordinal on. */
    private final NavigableMap<Integer, Long> offsets = new TreeMap<>();

    /** The sequences of what messages follow that is not in the source, by ordinal, until they are appended. */
    private final Map<Integer, Long> parents = new HashMap<>();

    private int stored;
    private long bytes;

    Appending(ChatStore chats, Tally tally, RunLog log, ConversationId id) {
        this.chats = chats;
        this.tally = tally;
        this.log = log;
        this.id = id;
    }

    ConversationId id() {
        return id;
    }

    /** Forgets where messages are stored. */
    void forget() {
        offsets.clear();
        stored = 0;
    }

    /** Notes where a message of the source is stored. */
    void stored(ImportEntry entry, long sequence) {
        int ordinal = entry.ordinal();
        if (ordinal > stored + 1) {
            offsets.put(stored + 1, NOT_STORED);
        }
        Map.Entry<Integer, Long> before = offsets.floorEntry(ordinal);
        long known = before == null ? NOT_STORED : before.getValue();
        if (ordinal < stored) {
            // What is noted of those after it stays as it is.
            offsets.putIfAbsent(ordinal + 1, known);
        }
        long offset = sequence - ordinal;
        if (known != offset) {
            offsets.put(ordinal, offset);
        }
        stored = Math.max(stored, ordinal);
    }

    /** Returns where a message is stored, or 0 if it was left out. */
    private long sequence(int ordinal) {
        Map.Entry<Integer, Long> offset = ordinal > stored ? null : offsets.floorEntry(ordinal);
        return offset == null || offset.getValue() == NOT_STORED ? 0 : ordinal + offset.getValue();
    }

    /** Returns whether what a message follows is stored, or is the conversation's start, or waits to be appended. */
    boolean hasParent(ImportEntry entry) {
        return entry.parent() == 0 || (entry.parent() > 0 && (sequence(entry.parent()) > 0 || waits(entry.parent())));
    }

    private boolean waits(int ordinal) {
        return batch.stream().anyMatch(other -> other.ordinal() == ordinal);
    }

    void add(ImportEntry entry) {
        // What a message follows must be stored before it, to have a sequence.
        if (entry.parent() > 0 && !isLast(entry.parent()) && waits(entry.parent())) {
            flush();
        }
        batch.add(entry);
        bytes += entry.bytes();
        if (batch.size() >= BATCH || bytes >= BATCH_BYTES) {
            flush();
        }
    }

    private boolean isLast(int ordinal) {
        return !batch.isEmpty() && batch.get(batch.size() - 1).ordinal() == ordinal;
    }

    /** Appends what waits, and returns when it is durable. */
    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<ImportEntry> entries = batch.stream().map(this::found).toList();
        batch.clear();
        bytes = 0;
        if (log.isDry()) {
            tally.added(id, entries);
        } else {
            send(entries);
        }
        tally.progress();
    }

    /** Looks up what a message follows if that came from another source. */
    private ImportEntry found(ImportEntry entry) {
        String parent = entry.elsewhere();
        if (parent == null || !Fields.isMessageId(parent)) {
            return entry;
        }
        return chats.find(id, parent)
                .map(message -> {
                    parents.put(entry.ordinal(), message.sequence());
                    return entry.found();
                })
                .orElse(entry);
    }

    /** Sends a batch, which the log names as it is sent: one that is refused is sent in parts. */
    private void send(List<ImportEntry> entries) {
        log.appending(id, entries);
        List<NewMessage> messages = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            messages.add(message(entries.get(i), i == 0 ? 0 : entries.get(i - 1).ordinal()));
        }
        AppendOutcome outcome =
                chats.appendAll(List.of(Append.of(id, messages))).get(0);
        if (outcome instanceof AppendReceipt receipt) {
            for (int i = 0; i < entries.size(); i++) {
                stored(entries.get(i), receipt.sequences().get(i));
                parents.remove(entries.get(i).ordinal());
            }
            if (receipt.duplicate()) {
                tally.alreadyThere(entries.size());
            } else {
                tally.added(id, entries);
            }
        } else if (outcome instanceof AppendRefusal refusal) {
            settle(entries, refusal.reason());
        }
    }

    private void settle(List<ImportEntry> entries, ChatStoreException reason) {
        if (!GroupedCalls.isOfRecord(reason)) {
            throw reason;
        }
        if (entries.size() > 1) {
            int middle = entries.size() / 2;
            send(entries.subList(0, middle));
            send(entries.subList(middle, entries.size()));
        } else if (reason instanceof LimitExceededException limit) {
            tally.skip(entries.get(0).place(), Refused.of(limit));
        } else if (reason instanceof InvalidInputException invalid) {
            tally.skip(entries.get(0).place(), Refused.of(invalid));
        } else if (reason instanceof DuplicateMessageException) {
            tally.skip(entries.get(0).place(), "differs from the message that is stored under its id");
        } else {
            throw reason;
        }
    }

    /**
     * Returns a message with what it follows.
     *
     * @param previous the ordinal of the message that is appended right before it, or 0
     */
    private NewMessage message(ImportEntry entry, int previous) {
        Long elsewhere = parents.get(entry.ordinal());
        if (elsewhere != null) {
            return entry.message().withParent(elsewhere);
        }
        if (entry.parent() == ImportEntry.PREVIOUS || (entry.parent() > 0 && entry.parent() == previous)) {
            return entry.message();
        }
        long parent = sequence(entry.parent());
        // A parent that was left out has no sequence; a message without one follows the one before it.
        return entry.parent() > 0 && parent == 0
                ? entry.message()
                : entry.message().withParent(parent);
    }
}
