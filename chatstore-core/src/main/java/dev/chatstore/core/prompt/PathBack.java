package dev.chatstore.core.prompt;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path to the newest message, read from its end back in pages. */
final class PathBack {
    /** Few enough to be in a cached window as a rule. */
    static final int FIRST_OF_TOKENS = 64;

    private static final int MIN_PAGE = 16;
    private static final int MAX_PAGE = 1_000;
    private static final long MAX_PAGE_CHARACTERS = 8_000_000;

    /** One more than a window holds tells whether its oldest turn is whole. */
    private static final int MAX_TAKEN = Slice.MAX_LIMIT + 1;

    private final ChatStore chats;
    private final ConversationId id;

    /** Messages before it were removed as old ones. */
    private final long first;

    /** What is read and not taken yet, the oldest message first. */
    private final Deque<Message> read = new ArrayDeque<>();

    private @Nullable Message oldest;

    /** Whether a page is missing, since the conversation was deleted after the one before it was read. */
    private boolean broken;

    private int nextPage = MAX_PAGE;
    private int taken;
    private long messages;
    private long characters;

    PathBack(ChatStore chats, Conversation head, int firstPage) {
        this.chats = chats;
        this.id = head.id();
        this.first = head.firstSequence();
        fetch(Slice.PathTo.NEWEST, Math.min(firstPage, MAX_PAGE));
    }

    /** Returns the message before those returned so far, or null at the start of the path. */
    @Nullable Message next() {
        if (read.isEmpty() && !broken && oldest != null && oldest.parent() >= first && taken < MAX_TAKEN) {
            fetch(oldest.parent(), Math.min(Math.min(nextPage, maxPage()), MAX_TAKEN - taken));
        }
        Message next = read.pollLast();
        taken += next == null ? 0 : 1;
        return next;
    }

    /** Returns whether the whole path was returned. */
    boolean isAtStart() {
        return read.isEmpty() && !broken && reachesStart();
    }

    /** Sets how many messages the next page may need. */
    void expect(long messages) {
        nextPage = (int) Math.max(MIN_PAGE, Math.min(messages, MAX_PAGE));
    }

    /** Returns whether what is read begins at the start of the path. */
    boolean reachesStart() {
        return oldest == null || oldest.parent() < first;
    }

    /** Returns whether messages of the conversation were removed as old ones. */
    boolean isTrimmed() {
        return first > 1;
    }

    /** Returns whether the path began earlier, with messages that were removed as old ones. */
    boolean isCut() {
        return oldest != null && oldest.parent() > 0 && oldest.parent() < first;
    }

    /** Returns the oldest message that is read, or null if the path is empty. */
    @Nullable Message oldest() {
        return oldest;
    }

    /** Returns what is read and not taken yet, the oldest message first. */
    List<Message> untaken() {
        return new ArrayList<>(read);
    }

    /**
     * Returns the path's first messages, without taking what is read for that. None if the start is more messages away than
     * a window holds.
     */
    List<Message> start(int limit) {
        Deque<Message> start = new ArrayDeque<>();
        @Nullable Message at = oldest;
        int left = Slice.MAX_LIMIT;
        while (at != null && at.parent() >= first && left > 0) {
            List<Message> page = page(at, Slice.pathTo(at.parent(), Math.min(maxPage(), left)));
            for (int i = page.size() - 1; i >= 0; i--) {
                start.addFirst(page.get(i));
            }
            while (start.size() > limit) {
                start.removeLast();
            }
            left -= page.size();
            at = page.isEmpty() ? null : page.get(0);
        }
        return at != null && at.parent() < first ? List.copyOf(start) : List.of();
    }

    /** Returns how many messages a page may have, by the mean size of those that were read. */
    private int maxPage() {
        long mean = Math.max(1, characters / Math.max(1, messages));
        return (int) Math.max(MIN_PAGE, Math.min(MAX_PAGE_CHARACTERS / mean, MAX_PAGE));
    }

    private void fetch(long leaf, int limit) {
        List<Message> page = page(oldest, Slice.pathTo(leaf, limit));
        if (page.isEmpty()) {
            broken = oldest != null;
            return;
        }
        page.forEach(read::addLast);
        oldest = page.get(0);
    }

    /** Returns a page of what comes before a message; nothing if it belongs to a successor of the conversation. */
    private List<Message> page(@Nullable Message after, Slice slice) {
        List<Message> page = chats.history(id, slice);
        messages += page.size();
        characters +=
                page.stream().mapToLong(message -> message.text().length()).sum();
        boolean follows =
                after == null || page.isEmpty() || page.get(page.size() - 1).version() <= after.version();
        return follows ? page : List.of();
    }
}
