package dev.chatstore.core.audit.store;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Page;
import dev.chatstore.api.Slice;
import dev.chatstore.core.audit.AuditEntry;
import dev.chatstore.core.audit.AuditQuery;
import dev.chatstore.core.audit.AuditTrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Reads a trail in pages. */
final class TrailPages {
    private static final int MESSAGES = 500;

    private final ChatStore chats;
    private final ConversationId trail;

    TrailPages(ChatStore chats, String trail) {
        this.chats = chats;
        this.trail = ConversationId.of(AuditTrail.TENANT, trail);
    }

    /** Passes on all messages, the oldest first, until one is not taken. */
    void forEach(Predicate<Message> taker) {
        long last = 0;
        while (true) {
            List<Message> page = chats.history(trail, Slice.after(last, MESSAGES));
            for (Message message : page) {
                if (!taker.test(message)) {
                    return;
                }
                last = message.sequence();
            }
            if (page.size() < MESSAGES) {
                return;
            }
        }
    }

    /** Returns the entries of a query. A cursor is the sequence of the last message of the page before. */
    Page<AuditEntry> entries(AuditQuery query) {
        List<AuditEntry> found = new ArrayList<>();
        long last = start(query);
        while (true) {
            List<Message> page = page(query.oldestFirst(), last);
            for (Message message : page) {
                last = message.sequence();
                EntryText.read(message.text())
                        .map(EntryText::entry)
                        .filter(entry -> isOfTime(query, entry))
                        .ifPresent(found::add);
                if (found.size() == query.limit()) {
                    return new Page<>(found, Long.toString(last));
                }
            }
            if (page.size() < MESSAGES) {
                return new Page<>(found, null);
            }
        }
    }

    private static boolean isOfTime(AuditQuery query, AuditEntry entry) {
        Instant from = query.from();
        Instant until = query.until();
        return (from == null || !entry.time().isBefore(from))
                && (until == null || entry.time().isBefore(until));
    }

    private static long start(AuditQuery query) {
        String cursor = query.cursor();
        if (cursor == null) {
            return query.oldestFirst() ? 0 : Long.MAX_VALUE;
        }
        if (!cursor.matches("[1-9]\\d{0,15}")) {
            throw new InvalidInputException("query.cursor", "must be one that a page had", cursor.length());
        }
        return Long.parseLong(cursor);
    }

    private List<Message> page(boolean oldestFirst, long last) {
        if (oldestFirst) {
            return chats.history(trail, Slice.after(last, MESSAGES));
        }
        List<Message> newestFirst = new ArrayList<>(chats.history(trail, Slice.before(last, MESSAGES)));
        Collections.reverse(newestFirst);
        return newestFirst;
    }
}
