package dev.chatstore.core.transfer.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The places of messages by their ids. Ids that are rising numbers, as those of most chats are, take 12 bytes each, and others
 * up to 32. For one thread.
 */
public final class Ordinals {
    private static final int CHUNK = 1 << 12;

    /** Numbers of fewer digits have one text only, if that has no leading zero. */
    private static final int MAX_DIGITS = 18;

    private final LongMap others = new LongMap();
    private final List<long[]> rising = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private int count;
    private long last = -1;

    /** Returns the place of an id, from 1; 0 if it has none. */
    public int get(String id) {
        long number = number(id);
        int found = number < 0 ? 0 : find(number);
        return found > 0 ? found : others.get(Digest.of(id));
    }

    /** Sets the place of an id that has none. */
    public void put(String id, int place) {
        long number = number(id);
        if (number <= last) {
            others.put(Digest.of(id), place);
            return;
        }
        if (count % CHUNK == 0) {
            rising.add(new long[CHUNK]);
            places.add(new int[CHUNK]);
        }
        rising.get(count / CHUNK)[count % CHUNK] = number;
        places.get(count / CHUNK)[count % CHUNK] = place;
        count++;
        last = number;
    }

    private int find(long number) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = rising.get(middle / CHUNK)[middle % CHUNK];
            if (there == number) {
                return places.get(middle / CHUNK)[middle % CHUNK];
            }
            if (there < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return 0;
    }

    /** Returns the number that an id is the only text of, or -1. */
    private static long number(String id) {
        boolean digits = !id.isEmpty() && id.length() <= MAX_DIGITS && id.charAt(0) != '0';
        for (int i = 0; digits && i < id.length(); i++) {
            digits = id.charAt(i) >= '0' && id.charAt(i) <= '9';
        }
        return digits ? Long.parseLong(id) : -1;
    }
}
