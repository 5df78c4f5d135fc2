package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.core.dump.Difference.Kind;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreCopyTest {
    private final ChatStorage source = FilledStore.filled();
    private final ChatStorage target = FilledStore.empty();
    private final StoreCopy copy = StoreCopy.from(source).to(target);

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static StoreDigest digest(ChatStorage storage) {
        return StoreDigest.of(storage, StoreScope.everything());
    }

    @Test
    void aCopyIsEqualAndASecondRunPassesItOver() {
        List<TransferProgress> heard = new ArrayList<>();
        assertThat(copy.onProgress(heard::add).run().added()).isEqualTo(new Quantity(3, 8, 2));
        assertThat(digest(target)).isEqualTo(digest(source));
        assertThat(heard.get(heard.size() - 1)).isEqualTo(new TransferProgress(0, -1, 3, 8, 2));
        assertThat(copy.run().alreadyThere()).isEqualTo(new Quantity(3, 8, 2));
        ComparisonReport verified = copy.verify();
        assertThat(verified.isEqual()).isTrue();
        assertThat(verified.source()).isEqualTo(verified.target()).isEqualTo(digest(source));
        assertThat(verified.summary()).startsWith("equal: 3 conversations with 8 messages, 2 sessions");
    }

    /** The time of a conversation and that of the append that creates it are one. */
    @Test
    void aStoreWhoseClockMovesWithEachReadingIsCopied() {
        MutableClock clock = MutableClock.at(FilledStore.START);
        clock.tick(Duration.ofNanos(1_000));
        try (ChatStorage moving = FilledStore.empty(clock)) {
            moving.chats().append(FilledStore.PLAIN, NewMessage.user("text"));
            assertThat(StoreCopy.from(moving).to(target).run().added()).isEqualTo(new Quantity(1, 1, 0));
        }
    }

    @Test
    void aDryRunCopiesNothing() {
        assertThat(copy.asDryRun().run().added()).isEqualTo(new Quantity(3, 8, 2));
        assertThat(digest(target).conversations()).isZero();
    }

    @Test
    void whatIsNewInTheSourceIsAddedAndWhatHasChangedIsReplacedByChoice() {
        copy.run();
        source.chats().append(ConversationId.of("new"), NewMessage.user("text"));
        source.chats().append(FilledStore.PLAIN, NewMessage.user("more"));
        RestoreReport second = copy.run();
        assertThat(second.added()).isEqualTo(new Quantity(1, 1, 0));
        assertThat(second.differentConversations()).containsExactly(FilledStore.PLAIN);
        assertThat(copy.onConflict(Conflict.REPLACE).run().replaced()).isEqualTo(new Quantity(1, 4, 0));
        assertThat(copy.verify().isEqual()).isTrue();
        assertThat(copy.verify().higherVersions()).isEqualTo(1);
    }

    @Test
    void aScopeIsCopiedAndVerifiedAlone() {
        StoreCopy ofTenant = copy.withScope(StoreScope.ofTenant("a tenant"));
        assertThat(ofTenant.run().added()).isEqualTo(new Quantity(1, 3, 1));
        assertThat(ofTenant.verify().isEqual()).isTrue();
        assertThat(copy.verify().missing()).isEqualTo(3);
    }

    @Test
    void verificationListsWhatIsDifferentMissingAndMore() {
        copy.run();
        ConversationId more = ConversationId.of("more");
        target.chats().append(FilledStore.PLAIN, NewMessage.user("more"));
        target.chats().patch(ConversationPatch.of(FilledStore.PLAIN).withTitle("another"));
        target.chats().delete(FilledStore.EMPTY);
        target.chats().append(more, NewMessage.user("text"));
        target.sessions("plain", Integer.class).delete(SessionKey.of("s"));
        target.sessions("plain", Integer.class).getOrCreate(SessionKey.of("another"), () -> 1);

        ComparisonReport verified = copy.verify();
        assertThat(verified.isEqual()).isFalse();
        assertThat(verified.different()).isEqualTo(1);
        assertThat(verified.missing()).isEqualTo(2);
        assertThat(verified.extra()).isEqualTo(2);
        assertThat(verified.conversations()).containsExactlyInAnyOrder(FilledStore.PLAIN, FilledStore.EMPTY, more);
        assertThat(verified.sessions())
                .containsExactlyInAnyOrder(
                        SessionId.of("plain", SessionKey.of("s")), SessionId.of("plain", SessionKey.of("another")));
        assertThat(verified.differences())
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder(
                        Kind.MESSAGES_AND_PROFILE, Kind.MISSING, Kind.EXTRA, Kind.MISSING, Kind.EXTRA);
        assertThat(verified.target()).isEqualTo(digest(target));
        assertThat(verified.source()).isEqualTo(digest(source));
        assertThat(verified.summary()).startsWith("not equal: 1 different, 2 missing in the target, 2 only");
    }

    @Test
    void aDifferenceSaysInWhichPartItIs() {
        copy.run();
        target.chats().patch(ConversationPatch.of(FilledStore.EMPTY).withTitle("another"));
        target.chats().append(FilledStore.PLAIN, NewMessage.user("more"));
        target.sessions("plain", Integer.class).update(SessionKey.of("s"), () -> 0, state -> state + 1);
        List<Difference> found = copy.verify().differences();
        assertThat(found)
                .extracting(Difference::toString)
                .containsExactlyInAnyOrder(
                        "conversation empty (tenant default): different in the profile",
                        "conversation " + ConversationId.printable(FilledStore.PLAIN.value())
                                + " (tenant a tenant): different in the messages",
                        "session plain/s (tenant default): different in the state");
    }

    @Test
    void aStorageIsNotCopiedIntoItself() {
        assertThatThrownBy(() -> StoreCopy.from(source).to(source))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("target");
    }

    @Test
    void aSessionThatExpiresDuringAVerificationIsNoDifference() {
        AtomicReference<Instant> now = new AtomicReference<>(FilledStore.START);
        AtomicBoolean isVerifying = new AtomicBoolean();
        // The session expires once the source was opened, and before the target is.
        InstantSource targetsClock = () -> {
            if (isVerifying.get()) {
                now.set(FilledStore.START.plusSeconds(600));
            }
            return now.get();
        };
        try (ChatStorage from = open(now::get);
                ChatStorage to = open(targetsClock)) {
            from.sessions("expiring", String.class).getOrCreate(FilledStore.EXPIRING, () -> "state");
            from.sessions("plain", String.class).getOrCreate(FilledStore.EXPIRING, () -> "state");
            StoreCopy between = StoreCopy.from(from).to(to);
            assertThat(between.run().added()).isEqualTo(new Quantity(0, 0, 2));
            isVerifying.set(true);
            ComparisonReport verified = between.verify();
            assertThat(verified.isEqual()).as(verified.summary()).isTrue();
            assertThat(verified.source()).isEqualTo(verified.target()).isEqualTo(digest(to));
            assertThat(verified.source().sessions()).isEqualTo(1);
        }
    }

    private static ChatStorage open(InstantSource expiryClock) {
        return ChatStorage.builder()
                .url("memory:")
                .clock(InstantSource.fixed(FilledStore.START))
                .expiryClock(expiryClock)
                .set("sessions.expiring.ttl", "10m")
                .open();
    }
}
