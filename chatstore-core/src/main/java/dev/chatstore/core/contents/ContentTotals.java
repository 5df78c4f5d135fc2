package dev.chatstore.core.contents;

import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sums up what was read. For one thread. */
final class ContentTotals {
    private final ContentQuery query;
    private final Map<Grouping, GroupTotals> groups = new EnumMap<>(Grouping.class);
    private long conversations;
    private long archived;
    private long messages;
    private long tokens;
    private long textBytes;
    private long unreadable;
    private Set<String> unreadableBefore = Set.of();

    /** One of the groups that a conversation is in. */
    private record Membership(String conversation, @Nullable String key) {}

    ContentTotals(ContentQuery query) {
        this.query = query;
        query.groupings().forEach(grouping -> groups.put(grouping, new GroupTotals()));
    }

    void add(HeadPage page) {
        page.heads().forEach(this::add);
        Set<String> now = Set.copyOf(page.unreadable());
        unreadable += now.stream().filter(id -> !unreadableBefore.contains(id)).count();
        unreadableBefore = now;
    }

    private void add(HeadCount head) {
        conversations++;
        archived += head.archived() ? 1 : 0;
        messages += head.messages();
        tokens += head.tokens();
        groups.forEach((grouping, totals) -> {
            if (!grouping.ofMessages()) {
                totals.of(key(grouping, head)).add(1, head.messages(), head.tokens(), 0);
            }
        });
    }

    /** Adds the messages of conversations, which are all of them. */
    void add(List<HeadCount> heads, List<MessageCount> counts) {
        for (MessageCount count : counts) {
            textBytes += count.textBytes();
            unreadable += count.unreadable();
        }
        Map<String, HeadCount> byConversation = heads.stream()
                .collect(Collectors.toMap(HeadCount::conversation, Function.identity(), (one, other) -> one));
        groups.forEach((grouping, totals) -> {
            Set<Membership> seen = new HashSet<>();
            for (MessageCount count : counts) {
                if (grouping.ofMessages()) {
                    String key = key(grouping, count);
                    long added = seen.add(new Membership(count.conversation(), key)) ? 1 : 0;
                    totals.of(key).add(added, count.messages(), count.tokens(), count.textBytes());
                } else {
                    HeadCount head = byConversation.get(count.conversation());
                    totals.of(head == null ? null : key(grouping, head)).add(0, 0, 0, count.textBytes());
                }
            }
        });
    }

    private static @Nullable String key(Grouping grouping, HeadCount head) {
        return grouping == Grouping.OWNER ? head.owner() : head.model();
    }

    private static @Nullable String key(Grouping grouping, MessageCount count) {
        return switch (grouping) {
            case DAY -> count.storedDay().toString();
            case SAID_DAY -> count.saidDay().toString();
            default -> count.role() == null ? null : count.role().label();
        };
    }

    /** Returns the number of conversations so far. */
    long conversations() {
        return conversations;
    }

    ContentStatistics with(long sessions) {
        Map<Grouping, Breakdown> breakdowns = new EnumMap<>(Grouping.class);
        groups.forEach((grouping, totals) -> breakdowns.put(grouping, totals.breakdown(grouping, query)));
        return new ContentStatistics(
                query,
                conversations,
                archived,
                messages,
                tokens,
                query.readsMessages() ? (Long) textBytes : null,
                sessions,
                unreadable,
                breakdowns);
    }
}
