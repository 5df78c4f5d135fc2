package dev.chatstore.jdbi;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides, one append after the other, what a group writes. It works on what the transaction has read and holds, so
 * that what it decides is what is committed.
 */
final class AppendPlan {
    private final Map<ConversationId, Head> heads;
    private final Map<KnownMessage.Key, KnownMessage> known = new HashMap<>();
    private final Map<ConversationId, Added> added = new TreeMap<>(HeldHeads.KEY_ORDER);
    private final List<NewMessageRow> messages = new ArrayList<>();
    private boolean revives;
    private boolean looked;

    /** What a group adds to one conversation. */
    private static final class Added {
        private int messages;
        private long tokens;
    }

    AppendPlan(Map<ConversationId, Head> heads) {
        this.heads = heads;
    }

    /** Takes note of messages that are there, and returns whether there are any. */
    boolean learn(Map<KnownMessage.Key, KnownMessage> there) {
        looked = true;
        there.forEach(known::putIfAbsent);
        return !there.isEmpty();
    }

    /** Returns whether what was there before is known, and not only what the group adds. */
    boolean hasLooked() {
        return looked;
    }

    Head head(ConversationId id) {
        return heads.getOrDefault(id, Head.ABSENT);
    }

    /** Returns the receipt of messages that are all there already, or null if none is. */
    @Nullable AppendReceipt duplicate(Append append) throws ChatStoreException {
        Map<String, Long> there = new LinkedHashMap<>();
        Map<String, Long> different = new LinkedHashMap<>();
        long newest = 0;
        for (NewMessage message : append.messages()) {
            KnownMessage existing =
                    message.id() == null ? null : known.get(new KnownMessage.Key(append.conversation(), message.id()));
            if (existing != null) {
                there.put(message.id(), existing.sequence());
                newest = Math.max(newest, existing.version());
                if (!existing.cameAs(message)) {
                    different.put(message.id(), existing.sequence());
                }
            }
        }
        if (there.isEmpty()) {
            return null;
        }
        if (there.size() < append.messages().size()) {
            throw DuplicateMessageException.mixed(append.conversation(), there);
        }
        if (!different.isEmpty()) {
            throw DuplicateMessageException.differs(append.conversation(), different);
        }
        return AppendReceipt.duplicate(append.conversation(), new ArrayList<>(there.values()), newest);
    }

    /** Adds the append to what is written, and returns its receipt. */
    AppendReceipt add(MarkedAppend marked) throws ChatStoreException {
        Append append = marked.append();
        ConversationId id = append.conversation();
        Head before = head(id);
        revives |= heads.containsKey(id) && !before.present();
        long first = before.lastSequence() + 1;
        int late = lateParent(append, first);
        if (late >= 0) {
            throw new InvalidInputException("append.messages[" + late + "].parent", "must come before its message", 0);
        }
        Head after = new Head(
                before.version() + 1, before.lastSequence() + append.messages().size(), true);
        heads.put(id, after);
        Added sum = added.computeIfAbsent(id, ignored -> new Added());
        Long token = marked.token();
        long sequence = first;
        for (NewMessage message : append.messages()) {
            add(id, message, sequence++, after.version(), token);
            sum.messages++;
            sum.tokens += message.tokens();
            token = null;
        }
        return AppendReceipt.appended(id, first, append.messages().size(), after.version());
    }

    /** Returns whether something is held against an append, as an id of it that is known or a parent that is late. */
    boolean mayRefuse(Append append) {
        ConversationId id = append.conversation();
        return lateParent(append, head(id).lastSequence() + 1) >= 0
                || append.messages().stream()
                        .anyMatch(message ->
                                message.id() != null && known.containsKey(new KnownMessage.Key(id, message.id())));
    }

    /** Returns which message would come before its parent, negative if none. */
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

    private void add(ConversationId id, NewMessage message, long sequence, long version, @Nullable Long token) {
        long parent = message.parent() == null ? sequence - 1 : message.parent();
        NewMessageColumns columns = NewMessageColumns.of(message, parent == sequence - 1 ? null : parent, token);
        if (columns.fingerprint() != null) {
            known.put(
                    new KnownMessage.Key(id, message.id()),
                    new KnownMessage(sequence, version, parent, false, columns.fingerprint()));
        }
        messages.add(new NewMessageRow(id, sequence, version, columns));
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Returns whether a conversation that was removed begins anew, which is more to write in its head. */
    boolean revives() {
        return revives;
    }

    /** Returns the rows of the heads that change, in the order of their keys. */
    List<HeadRow> headRows() {
        List<HeadRow> rows = new ArrayList<>(added.size());
        added.forEach((id, sum) -> {
            Head head = head(id);
            rows.add(new HeadRow(id, head.version(), sum.messages, head.lastSequence(), sum.tokens));
        });
        return rows;
    }

    /** Returns the rows of the messages that are new. */
    List<NewMessageRow> messageRows() {
        return messages;
    }
}
