package dev.chatstore.redis.store;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Page;
import dev.chatstore.api.spi.Cursor;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.store.ListReader.Listed;
import dev.chatstore.redis.store.form.ListEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lists and counts conversations. A page by creation costs two round trips for each {@code limit} entries that it reads,
 * of which some may be skipped; one by activity, two for each thousand entries of the days that it covers, or of the
 * owner.
 */
final class ConversationPages {
    /** Number of entries that are read at once where more are read than returned. */
    private static final int BATCH = 1_000;

    /** Newest first, then by the code points of the id's value. */
    private static final Comparator<Cursor> NEWEST_FIRST = Comparator.comparing(Cursor::time)
            .thenComparing(cursor -> cursor.value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
            .reversed();

    private final StoreContext store;
    private final ListReader reader;

    ConversationPages(StoreContext store) {
        this.store = store;
        this.reader = new ListReader(store);
    }

    Page<Conversation> page(ConversationQuery query) {
        Cursor after = Cursor.decode(query.order(), query.cursor());
        List<CorruptDataException> unreadable = new ArrayList<>();
        List<Conversation> found = query.order() == Order.CREATED
                ? byCreation(query, after, unreadable)
                : query.owner() == null
                        ? byActivity(query, after, unreadable)
                        : byActivityOfOwner(query, after, unreadable);
        if (found.size() <= query.limit()) {
            return new Page<>(found, null, unreadable);
        }
        Conversation last = found.get(query.limit() - 1);
        String next = cursor(query.order(), last).encode();
        return new Page<>(found.subList(0, query.limit()), next, unreadable);
    }

    private static Cursor cursor(Order order, Conversation conversation) {
        Instant time = order == Order.CREATED ? conversation.created() : conversation.lastActivity();
        return new Cursor(order, time, conversation.id().value());
    }

    private List<Conversation> byCreation(
            ConversationQuery query, @Nullable Cursor after, List<CorruptDataException> unreadable) {
        byte[] list = reader.list(query);
        byte[] from = after == null ? ListReader.START : ListEntry.before(Micros.of(after.time()), after.value());
        int wanted = query.limit() + 1;
        List<Conversation> found = new ArrayList<>();
        while (found.size() < wanted) {
            List<Listed> read = reader.read(query.tenant(), list, from, wanted);
            found.addAll(conversations(query, list, read, unreadable));
            if (read.size() < wanted) {
                break;
            }
            from = last(read).before();
        }
        return found;
    }

    private List<Conversation> byActivityOfOwner(
            ConversationQuery query, @Nullable Cursor after, List<CorruptDataException> unreadable) {
        byte[] list = reader.list(query);
        ActivePage page = new ActivePage(query, after);
        byte[] from = ListReader.START;
        while (true) {
            List<Listed> read = reader.read(query.tenant(), list, from, BATCH);
            page.add(conversations(query, list, read, unreadable));
            if (read.size() < BATCH) {
                return page.conversations();
            }
            from = last(read).before();
        }
    }

    /** Returns the conversations whose heads name their entry in a list that has each conversation once. */
    private List<Conversation> conversations(
            ConversationQuery query, byte[] list, List<Listed> read, List<CorruptDataException> unreadable) {
        removeOld(query.tenant(), list, read, listed -> listed.isNamed(query.owner()));
        return read.stream()
                .filter(listed -> listed.isNamed(query.owner()) && listed.matches(query.archived()))
                .flatMap(listed -> readable(query, listed, unreadable).stream())
                .toList();
    }

    /** Returns the conversation of an entry, or notes that its head cannot be read. */
    private static Optional<Conversation> readable(
            ConversationQuery query, Listed listed, List<CorruptDataException> unreadable) {
        try {
            return Optional.of(listed.conversation(query.tenant()));
        } catch (CorruptDataException e) {
            unreadable.add(e);
            return Optional.empty();
        }
    }

    private void removeOld(String tenant, byte[] list, List<Listed> read, Predicate<Listed> isNamed) {
        reader.removeOld(tenant, list, read, isNamed);
    }

    private static ListEntry last(List<Listed> read) {
        return read.get(read.size() - 1).entry();
    }

    /**
     * Reads whole days, from that of the cursor on, until they fill the page. An entry that the head does not name leads
     * to its conversation too: it may have become active after the entries of the new day were read.
     */
    private List<Conversation> byActivity(
            ConversationQuery query, @Nullable Cursor after, List<CorruptDataException> unreadable) {
        byte[] list = store.keys().activity(query.tenant());
        ActivePage page = new ActivePage(query, after);
        byte[] from = after == null ? ListReader.START : ListEntry.beforeDay(Micros.of(after.time()));
        while (true) {
            List<Listed> read = reader.read(query.tenant(), list, from, BATCH);
            removeOld(query.tenant(), list, read, listed -> listed.head().isActiveUnder(listed.entry()));
            page.add(read.stream()
                    .filter(listed -> listed.head().exists() && listed.matches(query.archived()))
                    .flatMap(listed -> readable(query, listed, unreadable).stream())
                    .toList());
            if (read.size() < BATCH
                    || page.isFullAfter(ListEntry.dayAfter(last(read).time()))) {
                return page.conversations();
            }
            from = last(read).before();
        }
    }

    /** Collects the first conversations of a page in the order of activity, and one more. For one thread. */
    private static final class ActivePage {
        private final ConversationQuery query;
        private final @Nullable Cursor after;
        private final Map<ConversationId, Conversation> first = new HashMap<>();

        ActivePage(ConversationQuery query, @Nullable Cursor after) {
            this.query = query;
            this.after = after;
        }

        void add(List<Conversation> read) {
            read.forEach(conversation -> first.put(conversation.id(), conversation));
            List<Conversation> kept = conversations();
            first.clear();
            kept.forEach(conversation -> first.put(conversation.id(), conversation));
        }

        /** Returns whether no conversation that was last active before a time, in microseconds, is on the page. */
        boolean isFullAfter(long micros) {
            Instant time = Micros.toInstant(micros);
            return first.size() > query.limit()
                    && first.values().stream()
                            .noneMatch(
                                    conversation -> conversation.lastActivity().isBefore(time));
        }

        List<Conversation> conversations() {
            return first.values().stream()
                    .filter(conversation -> after == null || NEWEST_FIRST.compare(after, place(conversation)) < 0)
                    .sorted(Comparator.comparing(ActivePage::place, NEWEST_FIRST))
                    .limit(query.limit() + 1L)
                    .toList();
        }

        private static Cursor place(Conversation conversation) {
            return cursor(Order.LAST_ACTIVITY, conversation);
        }
    }

    /** Returns the number of conversations, for two round trips for each thousand. */
    long count(ConversationQuery query) {
        byte[] list = reader.list(query);
        long count = 0;
        byte[] from = ListReader.START;
        while (true) {
            List<Listed> read = reader.readFlags(query.tenant(), list, from, BATCH);
            count += read.stream()
                    .filter(listed -> listed.isNamed(query.owner()) && listed.matches(query.archived()))
                    .count();
            if (read.size() < BATCH) {
                return count;
            }
            from = last(read).before();
        }
    }
}
