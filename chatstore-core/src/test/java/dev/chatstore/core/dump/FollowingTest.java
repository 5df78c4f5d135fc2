package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ConversationId ID = ConversationId.of("t", "c");

    private final MutableClock clock = MutableClock.at(FilledStore.START);
    private final ChatStorage source = FilledStore.empty(clock);
    private final ChatStorage target = FilledStore.empty(clock);
    private final StoreCopy copy = StoreCopy.from(source).to(target);
    private final AtomicLong nanos = new AtomicLong();

    /** What the target reports, so that a test can wait for it. */
    private final BlockingQueue<Change> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private void say(ConversationId id) {
        clock.advance(Duration.ofSeconds(1));
        source.chats().append(id, NewMessage.user("text"));
    }

    private Following follow() {
        return copy.follow(Duration.ofHours(1), nanos::get);
    }

    private void assertIsEqual() {
        assertThat(copy.verify().isEqual()).as(copy.verify().summary()).isTrue();
    }

    private Change nextChange() throws InterruptedException {
        Change change = heard.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(change).isNotNull();
        return change;
    }

    private void listen() {
        target.subscribeTenant("t", new ChangeListener() {
            @Override
            public void changed(Change change) {
                heard.add(change);
            }
        });
    }

    @Test
    void whoWaitsForItsEndIsToldOfItAndHowFarItIsBehind() {
        Following following = follow();
        assertThat(following.awaitCaughtUp(LONG)).isTrue();
        assertThat(following.awaitEnd(Duration.ZERO)).isFalse();
        nanos.addAndGet(Duration.ofSeconds(12).toNanos());
        assertThat(following.lag().summary()).isEqualTo("behind by 0 conversations, 12 s");
        following.close();
        assertThat(following.awaitEnd(LONG)).isTrue();
    }

    @Test
    void everythingIsCopiedAtOnceAndThenWhatChanges() throws InterruptedException {
        listen();
        say(ID);
        try (Following following = follow()) {
            assertThat(nextChange().conversation()).isEqualTo(ID);
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
            assertIsEqual();
            ConversationId other = ConversationId.of("t", "other");
            say(other);
            // No time passes: it comes because it was reported.
            assertThat(nextChange().conversation()).isEqualTo(other);
            source.chats().delete(other);
            assertThat(nextChange()).isInstanceOf(Change.Removed.class);
            assertIsEqual();
        }
    }

    @Test
    void whatIsNotReportedComesWithThePasses() {
        try (Following following = follow()) {
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
            source.sessions("plain", Integer.class).getOrCreate(SessionKey.of("s"), () -> 7);
            say(ConversationId.of("a new tenant", "c"));
            target.chats().append(ConversationId.of("t", "extra"), NewMessage.user("text"));
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
            assertIsEqual();
            RestoreReport report = following.lag().lastPass();
            assertThat(report).isNotNull();
            assertThat(report.removed()).isEqualTo(new Quantity(1, 1, 0));
            assertThat(report.added()).isEqualTo(new Quantity(1, 1, 1));
        }
    }

    @Test
    void theLagGrowsWithTheTimeSinceThePassBegan() {
        try (Following following = follow()) {
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
            nanos.addAndGet(Duration.ofMinutes(5).toNanos());
            MirrorLag lag = following.lag();
            assertThat(lag.waiting()).isZero();
            assertThat(lag.behind()).isEqualTo(Duration.ofMinutes(5));
            assertThat(lag.error()).isNull();
            assertThat(lag.running()).isTrue();
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
            assertThat(following.lag().behind()).isZero();
        }
    }

    @Test
    void theLastPassTakesWhatWasWrittenUntilThen() {
        Following following = follow();
        assertThat(following.awaitCaughtUp(LONG)).isTrue();
        following.close();
        say(ID);
        source.sessions("plain", Integer.class).getOrCreate(SessionKey.of("s"), () -> 7);
        RestoreReport report = following.finish();
        assertThat(report.added()).isEqualTo(new Quantity(1, 1, 1));
        assertThat(following.lag().running()).isFalse();
        assertThat(StoreDigest.of(target, StoreScope.everything()))
                .isEqualTo(StoreDigest.of(source, StoreScope.everything()));
        assertThatThrownBy(() -> following.awaitCaughtUp(LONG)).isInstanceOf(ClosedException.class);
    }

    @Test
    void aCopyThatWasClosedIsFollowedAgainFromWhereItWas() {
        say(ID);
        try (Following following = follow()) {
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
        }
        say(ConversationId.of("t", "other"));
        try (Following following = follow()) {
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
            assertIsEqual();
        }
    }

    @Test
    void aStoreThatIsClosedEndsIt() {
        Following following = follow();
        assertThat(following.awaitCaughtUp(LONG)).isTrue();
        target.close();
        assertThatThrownBy(() -> following.awaitCaughtUp(LONG)).isInstanceOf(ClosedException.class);
        assertThat(following.lag().running()).isFalse();
        assertThat(following.lag().error()).isInstanceOf(ClosedException.class);
    }

    @Test
    void anErrorIsShownAndRetriedAndLosesNothing() throws InterruptedException {
        AtomicBoolean isAway = new AtomicBoolean();
        BlockingQueue<String> attempts = new LinkedBlockingQueue<>();
        Storage watched = WatchedStorage.of(source, method -> {
            if (method.equals("snapshot") && isAway.get()) {
                attempts.add(method);
                throw UnavailableException.notDone("is away", true, null);
            }
        });
        say(ID);
        try (Following following = StoreCopy.from(watched).to(target).follow(Duration.ofHours(1), nanos::get)) {
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
            isAway.set(true);
            say(ID);
            assertThat(attempts.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isNotNull();
            assertThat(following.awaitCaughtUp(Duration.ZERO)).isFalse();
            assertThat(attempts.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isNotNull();
            // The first attempt has failed, and the second one cannot end well.
            MirrorLag lag = following.lag();
            assertThat(lag.waiting()).isEqualTo(1);
            assertThat(lag.error()).isInstanceOf(UnavailableException.class).hasMessageContaining("is away");
            assertThat(lag.running()).isTrue();
            isAway.set(false);
            assertThat(following.awaitCaughtUp(LONG)).isTrue();
            assertThat(following.lag().error()).isNull();
            assertThat(following.lag().waiting()).isZero();
            assertIsEqual();
        }
    }

    @Test
    void anIntervalOutOfRangeAndADryRunAreRefused() {
        assertThatThrownBy(() -> copy.follow(Duration.ZERO)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> copy.follow(Duration.ofDays(2))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> copy.asDryRun().follow(Duration.ofSeconds(1)))
                .isInstanceOf(InvalidInputException.class);
    }
}
