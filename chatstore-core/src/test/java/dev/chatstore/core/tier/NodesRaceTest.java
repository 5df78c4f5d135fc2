package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.core.operations.CoherenceReport;
import dev.chatstore.core.operations.Divergence;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.history.HistoryChecker;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several processes with one durable store and one shared cache under random calls, while notices are lost or late, the
 * shared cache is away or empty, replies are lost, and time passes. The latest store is judged like a store without
 * caches; cached reads never go back and are late by the bound at most; in the end all tiers agree.
 */
class NodesRaceTest {
    private static final int STEPS = 300;
    private static final int THREADS = 6;
    private static final int CONVERSATIONS = 4;

    private final Nodes nodes = new Nodes();
    private final List<ChatStorage> storages = List.of(nodes.both(), nodes.both(), nodes.sharing(), nodes.alone());

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLatestReadsLikeAStoreWithoutCaches(long seed) {
        HistoryChecker checker = new HistoryChecker();
        run(seed, (lane, random) -> {
            ChatStore chats = any(random).chats();
            ConversationId id = conversation(random);
            if (random.nextInt(3) == 0) {
                String name = lane + "/" + random.nextInt();
                checker.append(chats, Append.of(id, messages(name, random)));
            } else {
                chats.recent(id, 1 + random.nextInt(8));
                checker.history(chats.latest(), id, slice(random));
            }
        });
        checker.check(nodes.truth());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void cachedReadsNeverGoBackAndAreLateByTheBoundAtMost(long seed) {
        Commits commits = new Commits(nodes.nanos, Nodes.BOUND);
        SeenVersions seenVersions = new SeenVersions(storages.size(), CONVERSATIONS);
        run(seed, (lane, random) -> {
            int node = random.nextInt(storages.size());
            ChatStore chats = storages.get(node).chats();
            int conversation = random.nextInt(CONVERSATIONS);
            ConversationId id = ConversationId.of("conversation " + conversation);
            if (random.nextInt(4) == 0) {
                commits.committed(
                        id,
                        chats.append(id, NewMessage.user("said " + random.nextInt()))
                                .version());
            } else {
                long seen = seenVersions.newest(node, conversation);
                long due = commits.least(id);
                long version = chats.find(id).map(Conversation::version).orElse(0L);
                assertThat(version)
                        .as("node %s has seen %s of %s", node, seen, id)
                        .isGreaterThanOrEqualTo(seen);
                assertThat(version)
                        .as("node %s is late with %s of %s", node, due, id)
                        .isGreaterThanOrEqualTo(due);
                seenVersions.saw(node, conversation, version);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void inTheEndAllTiersAgree(long seed) {
        run(seed, (lane, random) -> anything(random));
        nodes.shared.feed.loses = () -> false;
        nodes.shared.feed.release();
        assertEventuallyAgrees();
        nodes.pass(Nodes.BOUND.plusSeconds(1));
        for (ChatStorage storage : storages) {
            assertCoherent(storage);
            for (int i = 0; i < CONVERSATIONS; i++) {
                ConversationId id = ConversationId.of("conversation " + i);
                assertThat(storage.chats().recent(id, Nodes.MESSAGES)).isEqualTo(nodes.truthOf(id));
                assertThat(storage.chats().find(id)).isEqualTo(nodes.truth().find(id));
                assertThat(storage.chats().latest().recent(id, Nodes.MESSAGES)).isEqualTo(nodes.truthOf(id));
            }
        }
    }

    private static void assertCoherent(ChatStorage storage) {
        CoherenceReport report = storage.caches()
                .check(IntStream.range(0, CONVERSATIONS)
                        .mapToObj(i -> ConversationId.of("conversation " + i))
                        .toList());
        assertThat(report.divergences()).as("wrong entries").noneMatch(found -> found.kind() == Divergence.Kind.WRONG);
    }

    /** The shared cache is trusted again once no invalidation is pending. */
    private void assertEventuallyAgrees() {
        for (ChatStorage storage : storages) {
            Await.within(Duration.ofSeconds(20), () -> {
                storage.chats().recent(ConversationId.of("any"), 1);
                nodes.pass(Nodes.BOUND.plusSeconds(1));
                return storage.caches().statistics().pendingInvalidations() == 0;
            });
        }
    }

    /** One step of one thread. */
    private interface Act {
        void step(int lane, SplittableRandom random);
    }

    private void run(long seed, Act act) {
        Racers.all(THREADS, lane -> {
            SplittableRandom random = new SplittableRandom(seed * 100 + lane);
            for (int i = 0; i < STEPS; i++) {
                if (random.nextInt(4) == 0) {
                    disturb(random);
                }
                ignoringOutages(() -> act.step(lane, random));
            }
            return lane;
        });
        nodes.durable.losesNoMore();
        nodes.shared.away = false;
    }

    private void disturb(SplittableRandom random) {
        switch (random.nextInt(40)) {
            case 0 -> nodes.shared.away = true;
            case 1, 2, 3 -> nodes.shared.away = false;
            case 4 -> nodes.shared.deaf = random.nextBoolean();
            case 5 -> nodes.shared.forgetAll();
            case 6 -> nodes.shared.feed.holdsBack = true;
            case 7, 8 -> nodes.shared.feed.release();
            case 9 -> nodes.shared.feed.beat();
            case 10 -> {
                boolean often = random.nextBoolean();
                AtomicInteger count = new AtomicInteger();
                nodes.shared.feed.loses = () -> count.incrementAndGet() % (often ? 2 : 7) == 0;
            }
            case 11 -> nodes.durable.loseNextReply();
            case 12 -> any(random).caches().evict(conversation(random));
            default -> nodes.pass(Duration.ofMillis(random.nextInt(400)));
        }
    }

    private void anything(SplittableRandom random) {
        ChatStore chats = any(random).chats();
        ConversationId id = conversation(random);
        String text = "text " + random.nextInt();
        switch (random.nextInt(14)) {
            case 0 -> chats.delete(id);
            case 1 -> chats.open(id, Profile.EMPTY.withTitle(text));
            case 2 -> chats.patch(ConversationPatch.of(id).withTitle(text));
            case 3, 4 -> chats.edit(id, 1 + random.nextInt(8), MessageEdit.text(text));
            case 5 -> chats.latest().recent(id, 3);
            case 6, 7, 8 -> chats.append(id, NewMessage.user(text));
            case 9 -> chats.find(id);
            case 10 -> assertCoherent(any(random));
            default -> chats.recent(id, Nodes.MESSAGES);
        }
    }

    private ChatStorage any(SplittableRandom random) {
        return storages.get(random.nextInt(storages.size()));
    }

    private static ConversationId conversation(SplittableRandom random) {
        return ConversationId.of("conversation " + random.nextInt(CONVERSATIONS));
    }

    private static List<NewMessage> messages(String name, SplittableRandom random) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> NewMessage.user(name + "/" + i))
                .toList();
    }

    private static Slice slice(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> Slice.after(random.nextInt(100), 1 + random.nextInt(8));
            case 1 -> Slice.before(1 + random.nextInt(100), 1 + random.nextInt(8));
            default -> Slice.newest(1 + random.nextInt(8));
        };
    }

    private static void ignoringOutages(Runnable call) {
        try {
            call.run();
        } catch (UnavailableException e) {
            // A reply was lost: the outcome is unknown.
        }
    }
}
