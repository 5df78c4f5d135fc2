package dev.chatstore.redis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ChangeFeed;
import dev.chatstore.api.spi.SharedCache;
import dev.chatstore.redis.RedisCaches;
import dev.chatstore.testkit.fault.FaultProxy;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed while connections are cut and the server is killed, stands still or starts again. */
final class FeedFaultsIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "redis.connection-timeout", "300ms",
            "redis.socket-timeout", "300ms",
            "redis.feed-heartbeat", "100ms");

    private final TestRedis server = RedisServers.start();
    private final FaultProxy hearerProxy = FaultProxy.before(server.port());
    private final FaultProxy senderProxy = FaultProxy.before(server.port());
    private final SharedCache hearing = open(hearerProxy);
    private final SharedCache sending = open(senderProxy);
    private final FeedLog log = new FeedLog();

    private SharedCache open(FaultProxy proxy) {
        return RedisCaches.at("redis://127.0.0.1:" + proxy.port(), server, "faults")
                .open(SETTINGS);
    }

    @AfterEach
    void end() {
        hearing.close();
        sending.close();
        hearerProxy.close();
        senderProxy.close();
        server.close();
    }

    private void begin() {
        hearing.feed().receive(log);
        log.await("to hear", any -> hearing.feed().isHearing());
        send(1);
        log.await("the first", told -> told.changes().size() == 1);
    }

    private void send(long version) {
        sending.feed().publish(List.of(FeedContract.said("c", version, "text")));
    }

    /** Sends until the feed can. */
    private void sendAtLast(long version) {
        log.await("the server", any -> {
            try {
                send(version);
                return true;
            } catch (UnavailableException e) {
                return false;
            }
        });
    }

    @Test
    void aConnectionThatIsCutIsAGapAndMadeAgain() {
        begin();
        long gaps = log.gaps();
        hearerProxy.cut();
        log.await("a gap", told -> told.gaps() > gaps && hearing.feed().isHearing());
        send(2);
        log.await("the second", told -> told.changes().size() == 2);
    }

    @Test
    void whatWasSentMeanwhileIsAGapAndNeverArrivesLate() {
        begin();
        hearerProxy.refuse();
        hearerProxy.cut();
        log.await("silence", any -> !hearing.feed().isHearing());
        long gaps = log.gaps();
        send(2);
        hearerProxy.accept();
        log.await("a gap", told -> told.gaps() > gaps && hearing.feed().isHearing());
        send(3);
        log.await("the third", told -> told.changes().size() == 2);
        assertThat(log.changes()).extracting(Change::version).containsExactly(1L, 3L);
    }

    @Test
    void aHeartbeatRevealsTheLossOfTheLastMessage() {
        begin();
        long gaps = log.gaps();
        senderProxy.refuse();
        senderProxy.cut();
        assertThatThrownBy(() -> {
                    // The first may find a connection that was not yet known to be gone.
                    send(2);
                    send(3);
                })
                .isInstanceOf(UnavailableException.class);
        senderProxy.accept();
        log.await("a gap", told -> told.gaps() > gaps);
        assertThat(log.changes()).hasSize(1);
    }

    @Test
    void aProcessThatFallsSilentIsAGap() {
        begin();
        long gaps = log.gaps();
        senderProxy.refuse();
        senderProxy.cut();
        log.await("a gap", told -> told.gaps() > gaps);
        assertThat(hearing.feed().isHearing()).isTrue();
    }

    @Test
    void aKilledServerIsReportedAndIsAGapAfterItsRestart() {
        begin();
        long gaps = log.gaps();
        server.kill();
        log.await("silence", any -> !hearing.feed().isHearing());
        assertThatThrownBy(() -> send(2)).isInstanceOf(UnavailableException.class);
        server.startEmpty();
        log.await("a gap", told -> told.gaps() > gaps && hearing.feed().isHearing());
        sendAtLast(3);
        log.await("the third", told -> told.changes().size() == 2);
        assertThat(log.changes()).extracting(Change::version).containsExactly(1L, 3L);
    }

    @Test
    void aServerThatStandsStillIsReported() {
        begin();
        long gaps = log.gaps();
        server.pause();
        try {
            log.await("silence", any -> !hearing.feed().isHearing());
            assertThatThrownBy(() -> send(2)).isInstanceOf(UnavailableException.class);
        } finally {
            server.resume();
        }
        log.await("a gap", told -> told.gaps() > gaps && hearing.feed().isHearing());
        sendAtLast(3);
        log.await("the third", told -> told.changes().stream().anyMatch(change -> change.version() == 3));
        assertThat(log.changes()).extracting(Change::version).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void repliesThatAreHeldBackAreSilence() {
        begin();
        hearerProxy.holdReplies();
        log.await("silence", any -> !hearing.feed().isHearing());
        hearerProxy.releaseReplies();
        log.await("to hear again", any -> hearing.feed().isHearing());
    }

    @Test
    void aFeedConnectsOnceTheServerStarts() {
        server.kill();
        hearing.feed().receive(log);
        assertThat(hearing.feed().isHearing()).isFalse();
        assertThat(log.told()).isEmpty();
        server.start();
        log.await("to hear", any -> hearing.feed().isHearing());
        assertThat(log.told()).startsWith(FeedLog.GAP);
    }

    @Test
    void closingEndsPromptlyWhileTheServerStandsStill() {
        begin();
        server.pause();
        try {
            long start = System.nanoTime();
            hearing.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            server.resume();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReceiverThatThrowsIsNotifiedOfAGap(boolean error) {
        ChangeFeed.Receiver careless = new ChangeFeed.Receiver() {
            @Override
            public void changed(Change change) {
                log.changed(change);
                if (change.version() == 1 && error) {
                    throw new StackOverflowError();
                }
                if (change.version() == 1) {
                    throw new IllegalStateException("careless");
                }
            }

            @Override
            public void gap() {
                log.gap();
            }

            @Override
            public void missed(ConversationId conversation) {
                log.missed(conversation);
            }
        };
        hearing.feed().receive(careless);
        log.await("to hear", any -> hearing.feed().isHearing());
        long gaps = log.gaps();
        send(1);
        log.await("a gap", told -> told.gaps() > gaps && hearing.feed().isHearing());
        send(2);
        log.await("the second", told -> told.changes().size() == 2);
    }
}
