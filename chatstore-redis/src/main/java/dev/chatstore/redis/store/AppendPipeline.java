package dev.chatstore.redis.store;

import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Profile;
import dev.chatstore.redis.client.RedisCalls;
import dev.chatstore.redis.client.Reply;
import dev.chatstore.redis.client.ScriptCall;
import dev.chatstore.redis.store.form.ListEntry;
import dev.chatstore.redis.store.form.ListPlace;
import dev.chatstore.redis.store.form.NewEntries;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The appends of one call to one conversation, in their order. They are sent in rounds: the first alone, since its
 * reply says whether the conversation exists, then all others together. For one thread.
 */
final class AppendPipeline {
    private final ConversationId id;
    private final List<byte[]> keys;
    private final Deque<PendingAppend> waiting = new ArrayDeque<>();
    private final Deque<PendingAppend> returned = new ArrayDeque<>();

    /** The version from which the conversation started, empty while it is unknown. */
    private String base = "";

    private Missing missing = Missing.NOTHING;

    /** The server's time at which it said that entries are missing, in microseconds. */
    private long missingSince;

    private List<ListPlace> superseded = List.of();
    private @Nullable NewEntries entries;
    private Used used = new Used();

    /** What the next round needs in the lists. */
    private enum Missing {
        NOTHING,
        /** An entry of the day. */
        DAY,
        /** All entries of a conversation, which does not exist. */
        CONVERSATION
    }

    /** Which entries of a round the head names. */
    private static final class Used {
        private boolean unknown;
        private boolean created;
        private String owner = "";
        private boolean active;
    }

    AppendPipeline(ConversationId id, List<byte[]> keys) {
        this.id = id;
        this.keys = keys;
    }

    void add(PendingAppend append) {
        waiting.add(append);
    }

    boolean isDone() {
        return waiting.isEmpty() && returned.isEmpty();
    }

    /** Returns whether the next round needs entries in the lists. */
    boolean needsEntries() {
        return missing != Missing.NOTHING;
    }

    /** Returns the server's time, in microseconds, at which the entries of the next round are made. */
    long missingSince() {
        return missingSince;
    }

    /** Returns the entries that the next round needs, which have to be added before it. */
    NewEntries newEntries(long now, String nonce) {
        Set<String> owners = new TreeSet<>();
        for (Deque<PendingAppend> appends : List.of(returned, waiting)) {
            appends.forEach(pending -> owners.add(owner(pending)));
        }
        owners.remove("");
        entries = new NewEntries(id, now, nonce, missing == Missing.CONVERSATION, owners);
        missing = Missing.NOTHING;
        return entries;
    }

    private static String owner(PendingAppend pending) {
        Profile profile = pending.append().profile();
        return profile == null || profile.owner() == null ? "" : profile.owner();
    }

    /** Returns the entries that no head names any more. */
    List<ListPlace> superseded() {
        return superseded;
    }

    /** Returns the appends of the next round. */
    List<PendingAppend> next() {
        while (!returned.isEmpty()) {
            waiting.addFirst(returned.removeLast());
        }
        int count = entries != null || !base.isEmpty() ? waiting.size() : 1;
        List<PendingAppend> round = new ArrayList<>(count);
        while (round.size() < count) {
            round.add(waiting.remove());
        }
        return round;
    }

    ScriptCall call(PendingAppend append) {
        // Without entries, an append creates nothing, and those after the first append to the same conversation or
        // fail.
        return append.call(keys, entries != null && entries.creates() ? "" : base, entries);
    }

    /** Returns the outcome of an append that was sent, or null if it has to be sent again. */
    @Nullable AppendOutcome outcome(PendingAppend sent, RedisCalls.Result result) {
        if (result.error() != null) {
            // The append may have been made, and then the head names the entries.
            used.unknown = true;
            return sent.refusal(result.error());
        }
        Reply reply;
        try {
            reply = Reply.of(result.reply());
        } catch (CorruptDataException e) {
            return sent.refusal(e);
        }
        switch (reply.outcome()) {
            case "ABSENT" -> {
                missing = Missing.CONVERSATION;
                base = "";
                missingSince = reply.number(1);
                returned.add(sent);
                return null;
            }
            case "DAY" -> {
                missing = Missing.DAY;
                base = reply.text(1);
                superseded = superseded(reply.text(2));
                missingSince = reply.number(3);
                returned.add(sent);
                return null;
            }
            case "APPENDED" -> {
                base = reply.text(3);
                if (reply.number(1) == reply.number(3) + 1) {
                    used.created = true;
                    used.owner = owner(sent);
                }
                used.active |= !reply.text(4).isEmpty();
            }
            case "KNOWN" -> base = reply.text(1);
            default -> {
                // The reply does not say whether the conversation exists.
            }
        }
        return sent.outcome(reply);
    }

    private List<ListPlace> superseded(String timeAndNonce) {
        return timeAndNonce.isEmpty()
                ? List.of()
                : List.of(ListPlace.byActivity(id.tenant(), ListEntry.named(id.value(), timeAndNonce)));
    }

    /** Returns whether the append whose outcome was returned last created the conversation. */
    boolean isFirst(AppendReceipt receipt) {
        return base.equals(Long.toString(receipt.version() - 1));
    }

    /** Returns the appends without an outcome, which are not sent any more. */
    List<PendingAppend> cancel() {
        returned.addAll(waiting);
        waiting.clear();
        List<PendingAppend> cancelled = List.copyOf(returned);
        returned.clear();
        return cancelled;
    }

    /** Ends a round, and returns the entries that were added and are not used. */
    List<ListPlace> unusedEntries() {
        NewEntries added = entries;
        if (added == null) {
            return List.of();
        }
        Used named = used;
        entries = null;
        superseded = List.of();
        used = new Used();
        return named.unknown ? List.of() : added.unused(named.created, named.owner, named.active);
    }
}
