package dev.chatstore.core.contents;

import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentGroup;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Grouping;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sums of each group, and of all groups beyond the maximum together. For one thread. */
final class GroupTotals {
    private static final Comparator<ContentGroup> BY_KEY =
            Comparator.comparing(ContentGroup::key, Comparator.nullsLast(Comparator.naturalOrder()));
    private static final Comparator<ContentGroup> BY_MESSAGES =
            Comparator.comparingLong(ContentGroup::messages).reversed().thenComparing(BY_KEY);

    /** By the key, which is empty for what has none. */
    private final Map<Optional<String>, Sum> sums = new HashMap<>();

    private @Nullable Sum others;

    /** The sums of one group. */
    static final class Sum {
        private long conversations;
        private long messages;
        private long tokens;
        private long textBytes;

        void add(long moreConversations, long moreMessages, long moreTokens, long moreBytes) {
            conversations += moreConversations;
            messages += moreMessages;
            tokens += moreTokens;
            textBytes += moreBytes;
        }

        private ContentGroup group(@Nullable String key, boolean hasBytes) {
            return new ContentGroup(key, conversations, messages, tokens, hasBytes ? (Long) textBytes : null);
        }
    }

    Sum of(@Nullable String key) {
        Optional<String> group = Optional.ofNullable(key);
        Sum found = sums.get(group);
        if (found != null) {
            return found;
        }
        if (sums.size() < Breakdown.MAX_GROUPS) {
            Sum added = new Sum();
            sums.put(group, added);
            return added;
        }
        if (others == null) {
            others = new Sum();
        }
        return others;
    }

    Breakdown breakdown(Grouping grouping, ContentQuery query) {
        boolean hasBytes = query.readsMessages();
        boolean ofDays = grouping == Grouping.DAY || grouping == Grouping.SAID_DAY;
        List<ContentGroup> groups = sums.entrySet().stream()
                .map(entry -> entry.getValue().group(entry.getKey().orElse(null), hasBytes))
                .sorted(ofDays ? BY_KEY : BY_MESSAGES)
                .toList();
        return new Breakdown(groups, others == null ? null : others.group(null, hasBytes));
    }
}
