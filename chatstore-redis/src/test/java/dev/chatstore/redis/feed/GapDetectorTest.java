package dev.chatstore.redis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.redis.feed.FeedMessage.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one channel passes on. */
class GapDetectorTest {
    private static final long SELF = 1;
    private static final long OTHER = 2;
    private static final long SILENCE = 1_000;

    private final FeedLog log = new FeedLog();
    private final List<Long> renewed = new ArrayList<>();
    private long sent;
    private long identity = SELF;
    private long time;
    private final GapDetector detector = new GapDetector(
            log,
            new GapDetector.OwnMessages(() -> identity, () -> sent, shared -> {
                renewed.add(shared);
                identity = 3;
                sent = 0;
            }),
            SILENCE,
            () -> time);

    private void change(long sender, long counter) {
        Change change = FeedContract.said("c", counter, "text");
        detector.receive(new FeedMessage(sender, counter, Kind.CHANGE, change.conversation(), change));
    }

    private void heartbeat(long sender, long counter) {
        detector.receive(new FeedMessage(sender, counter, Kind.HEARTBEAT, null, null));
    }

    private List<Long> versions() {
        return log.changes().stream().map(Change::version).toList();
    }

    @Test
    void changesThatFollowEachOtherAreNoGap() {
        change(OTHER, 1);
        heartbeat(OTHER, 1);
        change(OTHER, 2);
        assertThat(versions()).containsExactly(1L, 2L);
        assertThat(log.gaps()).isZero();
    }

    @Test
    void aForgedHeartbeatIsAGapAndMutesNobody() {
        change(OTHER, 1);
        heartbeat(OTHER, 1L << 40);
        assertThat(log.gaps()).isEqualTo(1);
        change(OTHER, 2);
        assertThat(log.gaps()).isEqualTo(2);
        change(OTHER, 3);
        assertThat(versions()).containsExactly(1L, 3L);
        assertThat(log.gaps()).isEqualTo(2);
    }

    @Test
    void aLateChangeIsAGapAndNotDelivered() {
        change(OTHER, 1);
        change(OTHER, 3);
        change(OTHER, 2);
        assertThat(versions()).containsExactly(1L, 3L);
        assertThat(log.gaps()).isEqualTo(2);
    }

    /** Two others with one identity: what one of them sends must not be taken for what the other sent before. */
    @Test
    void theChangesOfTwoSendersWithOneIdentityAreGaps() {
        change(OTHER, 1);
        change(OTHER, 1);
        assertThat(log.gaps()).isEqualTo(1);
        change(OTHER, 2);
        change(OTHER, 2);
        assertThat(log.gaps()).isEqualTo(2);
    }

    @Test
    void ownChangesAreNotDelivered() {
        sent = 2;
        change(SELF, 1);
        change(SELF, 2);
        heartbeat(SELF, 2);
        assertThat(log.told()).isEmpty();
        assertThat(renewed).isEmpty();
    }

    @Test
    void aChangeUnderTheOwnIdentityThatWasNotSentIsAGap() {
        change(SELF, 1);
        assertThat(renewed).containsExactly(SELF);
        assertThat(log.gaps()).isEqualTo(1);
        change(SELF, 2);
        assertThat(versions()).as("received as another's").containsExactly(2L);
    }

    @Test
    void aChangeUnderTheOwnIdentityThatComesTwiceIsAGap() {
        sent = 1;
        change(SELF, 1);
        change(SELF, 1);
        assertThat(renewed).containsExactly(SELF);
        assertThat(log.gaps()).isEqualTo(1);
    }

    @Test
    void aHeartbeatUnderTheOwnIdentityWithAnotherNumberIsAGap() {
        sent = 2;
        change(SELF, 1);
        heartbeat(SELF, 0);
        assertThat(renewed).containsExactly(SELF);
        assertThat(log.gaps()).isEqualTo(1);
    }

    @Test
    void manyForgedSendersTakeBoundedMemoryAndMuteNobody() {
        for (int sender = 10; sender < 20_000; sender++) {
            heartbeat(sender, 0);
        }
        assertThat(log.gaps()).isLessThan(10);
        change(OTHER, 1);
        change(OTHER, 2);
        assertThat(versions()).containsExactly(1L, 2L);
    }
}
