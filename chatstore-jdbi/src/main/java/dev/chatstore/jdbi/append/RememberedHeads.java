package dev.chatstore.jdbi.append;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.jdbi.conversation.ConversationHead;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The heads of the conversations that this process appended to last, as its commits left them. Another process may have
 * changed them since, so each is a guess that the database proves. Safe for use by several threads.
 */
final class RememberedHeads {
    private static final float LOAD = 0.75f;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ConversationId, ConversationHead> heads;

    /**
     * Creates an empty memory.
     *
     * @param max the maximum number of heads
     */
    RememberedHeads(int max) {
        heads = new LinkedHashMap<>(16, LOAD, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ConversationId, ConversationHead> eldest) {
                return size() > max;
            }
        };
    }

    /** Returns those of the heads that are remembered. */
    Map<ConversationId, ConversationHead> of(Collection<ConversationId> ids) {
        Map<ConversationId, ConversationHead> found = new HashMap<>();
        use(all -> ids.forEach(id -> {
            ConversationHead head = all.get(id);
            if (head != null) {
                found.put(id, head);
            }
        }));
        return found;
    }

    /** Remembers the heads after appends. */
    void remember(List<AppendResult> results) {
        use(all -> {
            for (AppendResult result : results) {
                if (result.outcome() instanceof AppendReceipt receipt && !receipt.duplicate()) {
                    all.put(
                            receipt.conversation(),
                            new ConversationHead(receipt.version(), receipt.lastSequence(), true));
                }
            }
        });
    }

    /** Takes note of a change that was no append. */
    void changed(Change change) {
        if (change instanceof Change.Removed) {
            forget(List.of(change.conversation()));
        } else {
            use(all -> all.computeIfPresent(
                    change.conversation(),
                    (id, head) -> new ConversationHead(
                            Math.max(change.version(), head.version()), head.lastSequence(), true)));
        }
    }

    void forget(Collection<ConversationId> ids) {
        use(all -> ids.forEach(all::remove));
    }

    private void use(Consumer<Map<ConversationId, ConversationHead>> work) {
        lock.lock();
        try {
            work.accept(heads);
        } finally {
            lock.unlock();
        }
    }
}
