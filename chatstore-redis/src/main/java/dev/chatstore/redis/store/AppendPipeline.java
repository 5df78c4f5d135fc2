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

/** The appends of one call to one conversation, in their order. Used by one thread. */
final class AppendPipeline {
    private final List<byte[]> keys;
    private final Deque<PendingAppend> pending = new ArrayDeque<>();
    private final Deque<PendingAppend> again = new ArrayDeque<>();
    private String base = "";
    private boolean absent;
    private @Nullable ListEntry entry;
    private boolean used;

    AppendPipeline(List<byte[]> keys) {
        this.keys = keys;
    }

    void add(PendingAppend append) {
        pending.add(append);
    }

    boolean isDone() {
        return pending.isEmpty() && again.isEmpty();
    }

    /** Returns whether the conversation is not there and not in the list of its tenant either. */
    boolean needsEntry() {
        return absent && entry == null;
    }

    /** Lets the next append make the conversation, which is in the list under that entry. */
    void begin(ListEntry made) {
        entry = made;
        used = false;
    }

    /** Returns what may be sent now: all if it is known what the first will find, else the first alone. */
    List<PendingAppend> take() {
        while (!again.isEmpty()) {
            pending.addFirst(again.removeLast());
        }
        int count = entry != null || !base.isEmpty() ? pending.size() : 1;
        List<PendingAppend> taken = new ArrayList<>(count);
        while (taken.size() < count) {
            taken.add(pending.remove());
        }
        return taken;
    }

    ScriptCall call(PendingAppend append) {
        // Without an entry nothing is begun, and what follows the first goes to the same conversation or nowhere.
        return append.call(StoreScript.APPEND.on(keys), entry == null ? base : "", entry == null ? "" : entry.nonce());
    }

    /** Returns the outcome of an append that was sent, or null if it is to be sent again. */
    @Nullable AppendOutcome settle(PendingAppend sent, RedisCalls.Result result) {
        if (result.error() != null) {
            // It may have been made, and then the entry is in use.
            used = true;
            return sent.refusal(result.error());
        }
        Reply reply = Reply.of(result.reply());
        switch (reply.outcome()) {
            case "ABSENT" -> {
                absent = true;
                base = "";
                again.add(sent);
                return null;
            }
            case "APPENDED" -> {
                base = reply.text(3);
                used |= reply.number(1) == reply.number(3) + 1;
            }
            case "KNOWN" -> base = reply.text(1);
            default -> {
                // Says nothing about whether the conversation is there.
            }
        }
        return sent.outcome(reply);
    }

    /** Returns all that has no outcome, which then is never sent. */
    List<PendingAppend> giveUp() {
        again.addAll(pending);
        pending.clear();
        List<PendingAppend> all = List.copyOf(again);
        again.clear();
        return all;
    }

    /** Returns, once after each round, the entry if the conversation was there and has another. */
    Optional<ListEntry> unusedEntry() {
        ListEntry made = entry;
        entry = null;
        absent &= made == null;
        return made == null || used ? Optional.empty() : Optional.of(made);
    }
}
