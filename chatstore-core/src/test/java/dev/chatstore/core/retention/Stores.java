package dev.chatstore.core.retention;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Stores in memory for tests of retention. */
final class Stores {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Stores() {}

    static ChatStorage open(MutableClock clock) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(clock)
                .expiryClock(clock)
                .open();
    }

    static void append(ChatStorage storage, ConversationId id, String owner, int messages) {
        for (int i = 0; i < messages; i++) {
            storage.chats()
                    .append(Append.of(id, NewMessage.user("message")).withProfile(Profile.EMPTY.withOwner(owner)));
        }
    }

    /** Fills a store with conversations of two tenants with the same ids, over about a hundred days. */
    static void fill(ChatStorage storage, MutableClock clock, Random random, int steps) {
        for (int step = 0; step < steps; step++) {
            clock.advance(Duration.ofHours(random.nextInt(48 * 120 / steps)));
            ConversationId id = ConversationId.of(random.nextBoolean() ? "acme" : "globex", "c" + random.nextInt(20));
            append(storage, id, random.nextInt(5) == 0 ? null : "owner" + random.nextInt(4), 1 + random.nextInt(8));
        }
    }

    /** Returns what each conversation of a tenant has: its messages by their sequences, and whether it is archived. */
    static Map<String, String> content(ChatStorage storage, String tenant) {
        Map<String, String> content = new TreeMap<>();
        storage.chats()
                .list(ConversationQuery.ofTenant(tenant)
                        .withArchived(Archived.INCLUDED)
                        .withLimit(ConversationQuery.MAX_LIMIT))
                .items()
                .forEach(head -> content.put(
                        head.id().value(),
                        (head.archived() ? "archived " : "")
                                + storage.chats().history(head.id(), Slice.oldest(1_000)).stream()
                                        .map(message -> message.sequence())
                                        .toList()));
        return content;
    }
}
