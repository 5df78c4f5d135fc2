package dev.chatstore.jdbi.append;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.backend.KnownMessage;
import dev.chatstore.jdbi.conversation.ConversationHead;
import dev.chatstore.jdbi.conversation.LockedHeads;
import dev.chatstore.jdbi.conversation.MessageRange;
import dev.chatstore.jdbi.conversation.ProfileRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a group of appends writes. It decides about one append after the other, from what its transaction has
 * read and locked, so that its decisions are true when they are committed. Not safe for use by several threads.
 */
final class AppendBatch {
    private final Map<ConversationId, ConversationHead> heads;
    private final KnownMessages known;
    private final Map<ConversationId, Gain> gains = new TreeMap<>(LockedHeads.KEY_ORDER);
    private final List<NewMessageRow> messages = new ArrayList<>();
    private final List<ProfileRow> profiles = new ArrayList<>();
    private final List<@Nullable AppendResult> results = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private boolean revives;
    private boolean activates;

    /** What a conversation gains. */
    private static final class Gain {
        private @Nullable String owner;
        private int messages;
        private long tokens;
    }

    /**
     * An append that expected another version. Its outcome carries the messages that it missed, some of which may be
     * rows of this batch, so it is set once these are written.
     *
     * @param index the place of the append in the group
     * @param head the head at the turn of the append, whatever later appends add
     */
    record Conflict(int index, ConversationId conversation, long expectedVersion, ConversationHead head) {}

    AppendBatch(Map<ConversationId, ConversationHead> heads, KnownMessages known) {
        this.heads = heads;
        this.known = known;
    }

    ConversationHead head(ConversationId id) {
        return heads.getOrDefault(id, ConversationHead.ABSENT);
    }

    /** Adds the result of an append that is already known. */
    void addResult(AppendResult result) {
        results.add(result);
    }

    /** Adds the rows of an append, or its refusal. */
    void add(AppendWithToken member) {
        Append append = member.append();
        ConversationId id = append.conversation();
        Long expected = append.expectedVersion();
        ConversationHead head = head(id);
        boolean conflicts = expected != null && expected != head.visibleVersion();
        if (member.hasIds() && !known.isLoaded() && (conflicts || mayRefuse(append))) {
            // The append may be sent again, which has to be found out before it is refused.
            known.load();
        }
        try {
            AppendReceipt duplicate = known.receipt(append);
            if (duplicate != null) {
                results.add(AppendResult.of(duplicate));
            } else if (expected != null && conflicts) {
                this.conflicts.add(new Conflict(results.size(), id, expected, head));
                results.add(null);
            } else {
                results.add(new AppendResult(addRows(member, head), !head.exists()));
            }
        } catch (ChatStoreException e) {
            results.add(AppendResult.refused(id, e));
        }
    }

    private boolean mayRefuse(Append append) {
        return lateParent(append, head(append.conversation()).lastSequence() + 1) >= 0 || known.containsAnyOf(append);
    }

    private AppendReceipt addRows(AppendWithToken member, ConversationHead before) throws ChatStoreException {
        Append append = member.append();
        ConversationId id = append.conversation();
        long first = before.lastSequence() + 1;
        int late = lateParent(append, first);
        if (late >= 0) {
            throw new InvalidInputException("append.messages[" + late + "].parent", "must come before its message", 0);
        }
        revives |= heads.containsKey(id) && !before.exists();
        activates |= before.archived();
        ConversationHead after = before.after(append.messages().size());
        heads.put(id, after);
        Gain gain = gains.computeIfAbsent(id, ignored -> new Gain());
        if (!before.exists() && append.profile() != null) {
            gain.owner = append.profile().owner();
            profiles.add(new ProfileRow(id, append.profile()));
        }
        Long writeToken = member.writeToken();
        long sequence = first;
        for (NewMessage message : append.messages()) {
            addRow(id, message, sequence++, after.version(), writeToken);
            gain.messages++;
            gain.tokens += message.tokens();
            writeToken = null;
        }
        return AppendReceipt.appended(id, first, append.messages().size(), after.version());
    }

    /** Returns the index of the first message that would come before its parent, or a negative number. */
    private static int lateParent(Append append, long first) {
        List<NewMessage> messages = append.messages();
        for (int i = 0; i < messages.size(); i++) {
            Long parent = messages.get(i).parent();
            if (parent != null && parent >= first + i) {
                return i;
            }
        }
        return -1;
    }

    private void addRow(ConversationId id, NewMessage message, long sequence, long version, @Nullable Long writeToken) {
        long parent = message.parent() == null ? sequence - 1 : message.parent();
        NewMessageColumns columns = NewMessageColumns.of(message, parent == sequence - 1 ? null : parent, writeToken);
        if (message.id() != null && columns.fingerprint() != null) {
            known.add(id, message.id(), new KnownMessage(sequence, version, false, columns.fingerprint()));
        }
        messages.add(new NewMessageRow(id, sequence, version, columns));
    }

    /** Returns whether everything is appended to conversations as they are, with nothing to remove before. */
    boolean isPlain() {
        return !revives
                && conflicts.isEmpty()
                && leftovers().isEmpty()
                && results.stream().allMatch(AppendBatch::isAppended);
    }

    static boolean isAppended(@Nullable AppendResult result) {
        return result != null && result.outcome() instanceof AppendReceipt receipt && !receipt.duplicate();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Returns whether a removed or archived conversation is active again, which changes indexed columns of its head. */
    boolean revives() {
        return revives || activates;
    }

    /** Returns the heads that change, in the order of their keys. */
    List<AppendedHead> headRows() {
        List<AppendedHead> rows = new ArrayList<>(gains.size());
        gains.forEach((id, gain) -> {
            ConversationHead head = head(id);
            rows.add(new AppendedHead(id, head.version(), gain.messages, head.lastSequence(), gain.tokens, gain.owner));
        });
        return rows;
    }

    /** Returns where messages are left over from removed conversations that the new messages replace. */
    List<MessageRange> leftovers() {
        List<MessageRange> ranges = new ArrayList<>();
        gains.forEach((id, gain) -> {
            ConversationHead head = head(id);
            if (head.leftover() > 0) {
                ranges.add(new MessageRange(id, head.lastSequence() - gain.messages, head.lastSequence()));
            }
        });
        return ranges;
    }

    /** Returns the new messages with an id, which messages that are left over may have too. */
    List<NewMessageRow> idsOf(MessageRange leftover) {
        return messages.stream()
                .filter(row -> row.id().equals(leftover.conversation())
                        && row.columns().message().id() != null)
                .toList();
    }

    /** Returns the new messages. */
    List<NewMessageRow> messageRows() {
        return messages;
    }

    /** Returns the new messages whose parent is not the message right before. */
    List<NewMessageRow> replyRows() {
        return messages.stream().filter(row -> row.columns().parent() != null).toList();
    }

    /** Returns the profiles, unless empty, of the conversations that the batch creates. */
    List<ProfileRow> profileRows() {
        return profiles.stream().filter(row -> !row.isEmpty()).toList();
    }

    List<Conflict> conflicts() {
        return conflicts;
    }

    void setOutcome(Conflict conflict, ChatStoreException reason) {
        results.set(conflict.index(), AppendResult.refused(conflict.conversation(), reason));
    }

    /** Returns the results in the order of the appends, once those of all conflicts are set. */
    List<AppendResult> results() {
        return List.copyOf(results);
    }
}
