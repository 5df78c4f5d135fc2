package dev.chatstore.core.archive.run;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.core.archive.Segments;
import dev.chatstore.core.archive.SegmentsHolder;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.segment.HeapPlace;
import dev.chatstore.testkit.segment.OpenPlaceProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Stores in memory for tests of the archive, with a place of their own. */
final class Archives {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final ArchiveRule IDLE =
            ArchiveRule.NONE.withAfter(Duration.ofDays(30)).withMinMessages(1);

    private Archives() {}

    /** Opens a store whose messages go into a place. */
    static ChatStorageBuilder with(MutableClock clock, SegmentPlace place) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .set("archive.url", "heap:")
                .set("archive.segment-messages", "5")
                .archivePlace(new OpenPlaceProvider(place));
    }

    static ChatStorage open(MutableClock clock) {
        return with(clock, new HeapPlace(clock)).open();
    }

    static void append(ChatStorage storage, ConversationId id, int messages) {
        for (int i = 0; i < messages; i++) {
            storage.chats()
                    .append(Append.of(id, NewMessage.user("message " + i).withTokens(3))
                            .withProfile(Profile.EMPTY.withOwner("owner")));
        }
    }

    /** Fills a store with conversations of two tenants with the same ids, over about a hundred days. */
    static void fill(ChatStorage storage, MutableClock clock, Random random, int steps) {
        for (int step = 0; step < steps; step++) {
            clock.advance(Duration.ofHours(random.nextInt(48 * 120 / steps)));
            ConversationId id = ConversationId.of(random.nextBoolean() ? "acme" : "globex", "c" + random.nextInt(20));
            append(storage, id, 1 + random.nextInt(8));
            if (random.nextInt(4) == 0) {
                storage.chats().edit(id, 1, MessageEdit.of("edited"));
            }
        }
    }

    /** Returns what each conversation of a tenant shows. */
    static Map<String, List<Message>> content(ChatStorage storage, String tenant) {
        Map<String, List<Message>> content = new TreeMap<>();
        for (ConversationId id : ids(storage, tenant)) {
            content.put(id.value(), Histories.all(storage.chats(), id));
        }
        return content;
    }

    static List<ConversationId> ids(ChatStorage storage, String tenant) {
        return storage
                .chats()
                .list(ConversationQuery.ofTenant(tenant)
                        .withArchived(Archived.INCLUDED)
                        .withLimit(ConversationQuery.MAX_LIMIT))
                .items()
                .stream()
                .map(head -> head.id())
                .toList();
    }

    static Segments segments(ChatStorage storage) {
        return SegmentsHolder.segments(storage).orElseThrow();
    }

    /** Returns the ranges of a conversation's segments, such as {@code 1-5}. */
    static List<String> ranges(ChatStorage storage, ConversationId id) {
        return segments(storage).index().list(id).stream()
                .map(segment -> segment.first() + "-" + segment.last())
                .toList();
    }

    /** Returns the ids of all segments of some tenants, sorted. */
    static List<String> segmentIds(ChatStorage storage, String... tenants) {
        List<String> found = new ArrayList<>();
        for (String tenant : tenants) {
            for (ConversationId id : ids(storage, tenant)) {
                segments(storage).index().list(id).stream().map(Segment::id).forEach(found::add);
            }
        }
        return found.stream().sorted().toList();
    }

    static ArchiveReport run(ChatStorage storage, UnaryOperator<Archive> choices) {
        return choices.apply(Archive.of(storage)).run().orElseThrow();
    }
}
