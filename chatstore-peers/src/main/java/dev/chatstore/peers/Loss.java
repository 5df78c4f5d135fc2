package dev.chatstore.peers;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is left after callers have appended to one conversation at the same time.
 *
 * @param acknowledged the appends that returned without an error
 * @param failed the appends that threw an exception
 * @param kept the acknowledged messages that are stored at least once
 * @param doubled the acknowledged messages that are stored more than once
 * @param rows the messages that are stored
 * @param expectedRows the rows if each acknowledged message were stored once, next to the first message
 */
record Loss(int appends, int acknowledged, int failed, int kept, int doubled, int rows, int expectedRows) {
    static Loss of(int appends, Set<String> acknowledged, List<String> stored) {
        Map<String, Integer> counts = new HashMap<>();
        stored.forEach(text -> counts.merge(text, 1, Integer::sum));
        int kept = (int) acknowledged.stream().filter(counts::containsKey).count();
        int doubled = (int) acknowledged.stream()
                .filter(text -> counts.getOrDefault(text, 0) > 1)
                .count();
        return new Loss(
                appends,
                acknowledged.size(),
                appends - acknowledged.size(),
                kept,
                doubled,
                stored.size(),
                acknowledged.size() + 1);
    }

    /** Returns the acknowledged messages that are not stored. */
    int lost() {
        return acknowledged - kept;
    }

    /** Returns the range of a count over some runs, such as {@code 81 to 140}. */
    static String range(List<Integer> counts) {
        int min = Collections.min(counts);
        int max = Collections.max(counts);
        return min == max ? String.format(Locale.ROOT, "%,d", min) : String.format(Locale.ROOT, "%,d to %,d", min, max);
    }
}
