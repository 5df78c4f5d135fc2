package dev.chatstore.core.transfer.identity;

import dev.chatstore.core.transfer.source.LongList;
import dev.chatstore.core.transfer.source.LongMap;

/**
 * Finds which of the stored messages those of a source are that have no ids. Equal messages are told apart by how often they
 * have come, and a source need not begin where the store does: it may hold the last messages of a conversation, or the next
 * part of it. Messages are compared by digests.
 */
final class Alignment {
    /** What a part of a conversation that the run has met must have in common with it to count as changed, not as new. */
    private static final int CHANGED_PART = 10;

    private final LongList stored;
    private final LongList source;
    private final LongMap places = new LongMap();

    private Alignment(LongList stored, LongList source) {
        this.stored = stored;
        this.source = source;
        for (int i = 0; i < stored.size(); i++) {
            places.put(stored.get(i), 1);
        }
    }

    /**
     * Returns how often each message of the source has come before it begins, negative where the source has more of them
     * before it meets the stored ones.
     *
     * @param again whether the run has met the conversation before: then it is another part of it, unless it is stored as
     *     it is or continues what is stored
     */
    static LongMap counts(LongList stored, LongList source, boolean again) {
        Alignment alignment = new Alignment(stored, source);
        LongMap counts = new LongMap();
        int start = alignment.overlap();
        if (start == stored.size() && alignment.holdsAllStored()) {
            return counts;
        }
        if (start == stored.size() && !again) {
            int end = alignment.endOfStored();
            if (end > 0) {
                int length = alignment.backwards(end - 1);
                count(stored, stored.size() - length, 1, counts);
                count(source, end - length, -1, counts);
                return counts;
            }
        }
        if (start == stored.size() && alignment.isChanged(again)) {
            return counts;
        }
        count(stored, start, 1, counts);
        return counts;
    }

    private static void count(LongList messages, int end, int more, LongMap counts) {
        for (int i = 0; i < end; i++) {
            counts.add(messages.get(i), more);
        }
    }

    /** Returns where all of the source is stored, or else where its longest beginning that ends the store is, or the end. */
    private int overlap() {
        int[] borders = borders();
        int matched = 0;
        for (int i = 0; i < stored.size(); i++) {
            while (matched > 0 && stored.get(i) != source.get(matched)) {
                matched = borders[matched - 1];
            }
            if (stored.get(i) == source.get(matched)) {
                matched++;
            }
            if (matched == source.size()) {
                return i + 1 - matched;
            }
        }
        return stored.size() - matched;
    }

    /** Returns for each beginning of the source the length of the longest shorter one that it ends with. */
    private int[] borders() {
        int[] borders = new int[source.size()];
        int matched = 0;
        for (int i = 1; i < borders.length; i++) {
            while (matched > 0 && source.get(i) != source.get(matched)) {
                matched = borders[matched - 1];
            }
            if (source.get(i) == source.get(matched)) {
                matched++;
            }
            borders[i] = matched;
        }
        return borders;
    }

    /** Returns after how many messages the source goes on where the store ends, or 0: it may keep an early one in front. */
    private int endOfStored() {
        int best = 0;
        int end = 0;
        int known = 0;
        for (int i = 0; i < source.size(); i++) {
            known += places.get(source.get(i));
            if (stored.size() > 0 && source.get(i) == stored.get(stored.size() - 1) && 2 * known > i) {
                int length = backwards(i);
                if (length >= best) {
                    best = length;
                    end = i + 1;
                }
            }
        }
        return end;
    }

    /** Returns how many messages up to one of the source are those that end the store. */
    private int backwards(int last) {
        int length = 0;
        while (length <= last
                && length < stored.size()
                && source.get(last - length) == stored.get(stored.size() - 1 - length)) {
            length++;
        }
        return length;
    }

    /** Returns whether the source has all stored messages in their order, and others between them. */
    private boolean holdsAllStored() {
        int found = 0;
        for (int i = 0; i < source.size() && found < stored.size(); i++) {
            if (source.get(i) == stored.get(found)) {
                found++;
            }
        }
        return found == stored.size();
    }

    /** Returns whether the source is taken for the stored messages, of which some were changed. */
    private boolean isChanged(boolean again) {
        int known = 0;
        for (int i = 0; i < source.size(); i++) {
            known += places.get(source.get(i));
        }
        int shorter = Math.min(source.size(), stored.size());
        return again ? shorter >= CHANGED_PART && 10L * known >= 9L * shorter : 2L * known > shorter;
    }
}
