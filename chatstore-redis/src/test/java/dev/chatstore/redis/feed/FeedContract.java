package dev.chatstore.redis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisCaches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guarantees of the feed, on one node and in a cluster. Two caches act as two processes. */
public abstract class FeedContract {
    public static final Instant TIME = Instant.parse("2026-03-01T12:00:00.123456Z");

    private final List<SharedCache> opened = new ArrayList<>();

    abstract RedisCaches caches();

    final ChangeFeed feed(Map<String, String> more) {
        SharedCache cache = caches().open(more);
        opened.add(cache);
        return cache.feed();
    }

    final ChangeFeed feed() {
        return feed(Map.of("redis.feed-heartbeat", "100ms"));
    }

    /** Connects a feed, and returns what it receives from now on. */
    final FeedLog hearing(ChangeFeed feed) {
        FeedLog log = new FeedLog();
        feed.receive(log);
        log.await("to hear", any -> feed.isHearing());
        return log;
    }

    @AfterEach
    final void close() {
        opened.forEach(SharedCache::close);
    }

    public static Change said(String conversation, long version, String text) {
        Message message = Message.appended(NewMessage.user(text), version, version, TIME);
        return new Change.Appended(ConversationId.of(conversation), version, List.of(message));
    }

    @Test
    void theFirstNotificationIsAGap() {
        FeedLog log = hearing(feed());
        assertThat(log.told()).startsWith(FeedLog.GAP).containsOnly(FeedLog.GAP);
    }

    @Test
    void otherProcessesReceiveChangesUnaltered() {
        ChangeFeed sender = feed();
        FeedLog log = hearing(feed());
        Message edited = new Message(
                1,
                1,
                "id",
                Role.TOOL,
                "Kari",
                "edited",
                List.of(),
                Map.of("n", 1L),
                0,
                7,
                2,
                TIME,
                TIME,
                TIME,
                false,
                List.of());
        List<Change> changes = List.of(
                said("c", 1, "\uD83D\uDE00"),
                new Change.Revised(ConversationId.of("c"), 2, edited, -3),
                new Change.Removed(ConversationId.of("c"), 3));
        sender.publish(changes);
        log.await("three changes", told -> told.changes().size() == 3);
        assertThat(log.changes()).isEqualTo(changes);
    }

    @Test
    void theChangesOfAConversationArriveInOrder() {
        ChangeFeed sender = feed();
        FeedLog log = hearing(feed());
        int conversations = 20;
        int versions = 50;
        for (int version = 1; version <= versions; version++) {
            List<Change> batch = new ArrayList<>();
            for (int i = 0; i < conversations; i++) {
                batch.add(said("c" + i, version, "text"));
            }
            sender.publish(batch);
        }
        log.await("all changes", told -> told.changes().size() == conversations * versions);
        for (int i = 0; i < conversations; i++) {
            ConversationId id = ConversationId.of("c" + i);
            assertThat(log.changes())
                    .filteredOn(change -> change.conversation().equals(id))
                    .extracting(Change::version)
                    .isSorted()
                    .hasSize(versions);
        }
    }

    @Test
    void aProcessDoesNotReceiveItsOwnChanges() {
        ChangeFeed one = feed();
        ChangeFeed two = feed();
        FeedLog logOfOne = hearing(one);
        FeedLog logOfTwo = hearing(two);
        one.publish(List.of(said("c", 1, "of one")));
        two.publish(List.of(said("c", 2, "of two")));
        logOfOne.await("the other's", told -> !told.changes().isEmpty());
        logOfTwo.await("the other's", told -> !told.changes().isEmpty());
        assertThat(logOfOne.changes()).extracting(Change::version).containsExactly(2L);
        assertThat(logOfTwo.changes()).extracting(Change::version).containsExactly(1L);
    }

    @Test
    void aProcessThatJoinsIsNoGap() {
        ChangeFeed first = feed();
        FeedLog log = hearing(first);
        long gaps = log.gaps();
        ChangeFeed second = feed();
        second.publish(List.of(said("c", 1, "text")));
        log.await("the change", told -> !told.changes().isEmpty());
        assertThat(log.gaps()).isEqualTo(gaps);
    }

    @Test
    void aProcessThatHadSentBeforeIsAGap() {
        ChangeFeed early = feed();
        early.publish(List.of(said("c", 1, "before anybody heard")));
        FeedLog log = hearing(feed());
        log.await("a second gap", told -> told.gaps() > 1);
        assertThat(log.changes()).isEmpty();
    }

    @Test
    void aChangeThatIsNotSentIsAGapFromTheNextHeartbeatOn() {
        ChangeFeed sender = feed();
        FeedLog log = hearing(feed());
        sender.publish(List.of(said("c", 1, "text")));
        log.await("the change", told -> !told.changes().isEmpty());
        long gaps = log.gaps();
        sender.lose();
        log.await("a gap", told -> told.gaps() > gaps);
    }

    @Test
    void aProcessThatIsClosedIsNoGap() {
        ChangeFeed leaving = feed();
        FeedLog logOfLeaving = hearing(leaving);
        FeedLog log = hearing(feed());
        leaving.publish(List.of(said("c", 1, "text")));
        log.await("the change", told -> !told.changes().isEmpty());
        long gaps = log.gaps();
        opened.remove(0).close();
        ChangeFeed other = feed();
        // Longer than the silence after which a process counts as gone.
        RedisCaches.pass(Duration.ofMillis(800));
        other.publish(List.of(said("c", 2, "text")));
        log.await("another", told -> told.changes().size() == 2);
        assertThat(log.gaps()).isEqualTo(gaps);
        assertThat(logOfLeaving.changes()).isEmpty();
    }

    @Test
    void aTooLargeChangeIsSentAsANotice() {
        ChangeFeed sender = feed(Map.of("redis.feed-bytes", "1KiB", "redis.cache-compress", "none"));
        FeedLog log = hearing(feed());
        sender.publish(List.of(said("small", 1, "a"), said("large", 1, "a".repeat(1_100)), said("small", 2, "b")));
        log.await("the last", told -> told.changes().size() == 2);
        assertThat(log.told()).contains(ConversationId.of("large"));
    }

    @Test
    void aClosedFeedReceivesNothing() {
        ChangeFeed feed = feed();
        hearing(feed);
        opened.forEach(SharedCache::close);
        assertThat(feed.isHearing()).isFalse();
    }

    @Test
    void aFeedWithoutAReceiverIsNotHearing() {
        assertThat(feed().isHearing()).isFalse();
    }
}
