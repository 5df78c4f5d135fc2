package dev.chatstore.redis.store;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The appends of one call to one conversation, in their order. They are sent in rounds: the first alone, since its
 * reply says whether the conversation exists, then all others together. For one thread.
 */
final class AppendPipeline {
    private final List<byte[]> keys;
    private final Deque<PendingAppend> waiting = new ArrayDeque<>();
    private final Deque<PendingAppend> returned = new ArrayDeque<>();

    /** The version from which the conversation started, empty while it is unknown. */
    private String base = "";

    private boolean missing;
    private @Nullable ListEntry entry;
    private boolean entryUsed;

    AppendPipeline(List<byte[]> keys) {
        this.keys = keys;
    }

    void add(PendingAppend append) {
        waiting.add(append);
    }

    boolean isDone() {
        return waiting.isEmpty() && returned.isEmpty();
    }

    /** Returns whether the conversation is missing, and has no entry in the list of its tenant either. */
    boolean needsEntry() {
        return missing && entry == null;
    }

    /** Lets the next append create the conversation, whose entry is in the list. */
    void createWith(ListEntry added) {
        entry = added;
        entryUsed = false;
    }

    /** Returns the appends of the next round. */
    List<PendingAppend> next() {
        while (!returned.isEmpty()) {
            waiting.addFirst(returned.removeLast());
        }
        int count = entry != null || !base.isEmpty() ? waiting.size() : 1;
        List<PendingAppend> round = new ArrayList<>(count);
        while (round.size() < count) {
            round.add(waiting.remove());
        }
        return round;
    }

    ScriptCall call(PendingAppend append) {
        // Without an entry, an append creates nothing, and those after the first append to the same conversation or
        // fail.
        return append.call(keys, entry == null ? base : "", entry == null ? "" : entry.nonce());
    }

    /** Returns the outcome of an append that was sent, or null if it has to be sent again. */
    @Nullable AppendOutcome outcome(PendingAppend sent, RedisCalls.Result result) {
        if (result.error() != null) {
            // The append may have created the conversation, and then its head names the entry.
            entryUsed = true;
            return sent.refusal(result.error());
        }
        Reply reply = Reply.of(result.reply());
        switch (reply.outcome()) {
            case "ABSENT" -> {
                missing = true;
                base = "";
                returned.add(sent);
                return null;
            }
            case "APPENDED" -> {
                base = reply.text(3);
                entryUsed |= reply.number(1) == reply.number(3) + 1;
            }
            case "KNOWN" -> base = reply.text(1);
            default -> {
                // The reply does not say whether the conversation exists.
            }
        }
        return sent.outcome(reply);
    }

    /** Returns the appends without an outcome, which are not sent any more. */
    List<PendingAppend> cancel() {
        returned.addAll(waiting);
        waiting.clear();
        List<PendingAppend> cancelled = List.copyOf(returned);
        returned.clear();
        return cancelled;
    }

    /** Ends a round, and returns the entry if the conversation existed and has another. */
    Optional<ListEntry> unusedEntry() {
        ListEntry added = entry;
        entry = null;
        missing &= added == null;
        return added == null || entryUsed ? Optional.empty() : Optional.of(added);
    }
}
