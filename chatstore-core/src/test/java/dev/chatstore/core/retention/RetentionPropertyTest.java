package dev.chatstore.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random stores and policies: the dry run tells what the run does, and the run does what a plain model says. */
final class RetentionPropertyTest {
    private static final Set<String> HELD_OWNERS = Set.of("owner1");
    private static final Set<String> HELD = Set.of("c3", "c4");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theDryRunHasTheNumbersOfTheRunWhichDoesWhatTheModelSays(long seed) {
        Random random = new Random(seed);
        MutableClock clock = MutableClock.at(Stores.START);
        try (ChatStorage storage = Stores.open(clock)) {
            Stores.fill(storage, clock, random, 120);
            hold(storage);
            RetentionPolicy policy = policy(random);
            Map<String, String> expected = model(storage, policy, clock.instant());
            Map<String, String> untouched = Stores.content(storage, "globex");
            Retention retention = Retention.of(storage)
                    .withPolicies(RetentionPolicies.KEEP_ALL.withTenant("acme", policy))
                    .inBatchesOf(1 + random.nextInt(10));

            Map<String, String> before = Stores.content(storage, "acme");
            RetentionReport dry = retention.dryRun();
            assertThat(Stores.content(storage, "acme")).isEqualTo(before);
            RetentionReport run = retention.run().orElseThrow();

            assertThat(run.total()).as("seed %d, %s", seed, policy).isEqualTo(dry.total());
            assertThat(run.tenants()).isEqualTo(dry.tenants());
            assertThat(Stores.content(storage, "acme")).as("%s", policy).isEqualTo(expected);
            assertThat(Stores.content(storage, "globex")).isEqualTo(untouched);
            RetentionCounts again = retention.run().orElseThrow().total();
            assertThat(again.conversationsRemoved() + again.messagesRemoved() + again.conversationsArchived())
                    .as("a second run finds nothing")
                    .isZero();
        }
    }

    private static void hold(ChatStorage storage) {
        Holds holds = Holds.of(storage);
        HELD_OWNERS.forEach(owner -> holds.place(Held.owner("acme", owner), "case", "ola"));
        HELD.forEach(id -> holds.place(Held.conversation(ConversationId.of("acme", id)), "case", "ola"));
    }

    private static RetentionPolicy policy(Random random) {
        return new RetentionPolicy(
                random.nextBoolean() ? null : 1 + random.nextInt(20),
                random.nextBoolean() ? null : 1 + random.nextInt(60),
                random.nextBoolean() ? null : Duration.ofDays(1 + random.nextInt(60)),
                random.nextBoolean() ? null : Duration.ofDays(1 + random.nextInt(60)),
                random.nextBoolean() ? null : Duration.ofDays(1 + random.nextInt(60)));
    }

    /** One conversation of the model. */
    private static final class Kept {
        private final Conversation head;
        private final List<Message> messages;
        private boolean archived;

        private Kept(Conversation head, List<Message> messages) {
            this.head = head;
            this.messages = new ArrayList<>(messages);
        }

        private boolean isHeld() {
            return HELD.contains(head.id().value()) || (owner() != null && HELD_OWNERS.contains(owner()));
        }

        private String owner() {
            return head.profile().owner();
        }
    }

    private static Map<String, String> model(ChatStorage storage, RetentionPolicy policy, Instant now) {
        List<Kept> all = new ArrayList<>();
        for (Conversation head : storage.chats()
                .list(ConversationQuery.ofTenant("acme").withLimit(1_000))
                .items()) {
            Kept kept = new Kept(head, storage.chats().history(head.id(), Slice.oldest(1_000)));
            boolean isOld =
                    policy.removeAfter() != null && !head.lastActivity().isAfter(now.minus(policy.removeAfter()));
            if (!isOld || kept.isHeld()) {
                all.add(kept);
                if (!kept.isHeld()) {
                    trim(kept, policy, now);
                }
            }
        }
        if (policy.keepMessagesOfOwner() != null) {
            trimOwners(all, policy.keepMessagesOfOwner());
        }
        Map<String, String> content = new TreeMap<>();
        all.forEach(kept -> content.put(
                kept.head.id().value(),
                (kept.archived ? "archived " : "")
                        + kept.messages.stream().map(Message::sequence).toList()));
        return content;
    }

    private static void trim(Kept kept, RetentionPolicy policy, Instant now) {
        while (policy.keepMessages() != null && kept.messages.size() > policy.keepMessages()) {
            kept.messages.remove(0);
        }
        while (policy.removeMessagesAfter() != null
                && !kept.messages.isEmpty()
                && !kept.messages.get(0).created().isAfter(now.minus(policy.removeMessagesAfter()))) {
            kept.messages.remove(0);
        }
        kept.archived =
                policy.archiveAfter() != null && !kept.head.lastActivity().isAfter(now.minus(policy.archiveAfter()));
    }

    /** Removes the oldest message of an owner, of all in conversations that are not held, until few enough are left. */
    private static void trimOwners(List<Kept> all, int most) {
        Map<String, List<Kept>> byOwner = new HashMap<>();
        all.stream()
                .filter(kept -> kept.owner() != null)
                .forEach(kept -> byOwner.computeIfAbsent(kept.owner(), owner -> new ArrayList<>())
                        .add(kept));
        byOwner.values().forEach(ofOwner -> {
            Map<Kept, List<Message>> newest = new HashMap<>();
            ofOwner.stream()
                    .flatMap(kept -> kept.messages.stream().map(message -> Map.entry(kept, message)))
                    .sorted(Comparator.comparing((Map.Entry<Kept, Message> entry) ->
                                    entry.getValue().created())
                            .thenComparing(entry -> entry.getKey().head.id().value())
                            .thenComparing(entry -> entry.getValue().sequence())
                            .reversed())
                    .limit(most)
                    .forEach(entry -> newest.computeIfAbsent(entry.getKey(), kept -> new ArrayList<>())
                            .add(entry.getValue()));
            ofOwner.stream()
                    .filter(kept -> !kept.isHeld())
                    .forEach(kept -> kept.messages.retainAll(newest.getOrDefault(kept, List.of())));
        });
    }
}
