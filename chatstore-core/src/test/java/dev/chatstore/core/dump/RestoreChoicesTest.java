package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.testkit.MutableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of what exists, in dry runs and in others. */
class RestoreChoicesTest {
    private static final ConversationId LARGE = ConversationId.of("large");
    private static final SessionKey PLAIN = SessionKey.of("s");

    private final MutableClock clock = MutableClock.at(FilledStore.START);
    private ChatStorage source;
    private ChatStorage target;
    private byte[] dump;

    @BeforeEach
    void open() {
        source = FilledStore.filled();
        source.chats().append(LARGE, NewMessage.user("x".repeat(3_000)));
        target = FilledStore.open(
                clock,
                Map.of("limits.message-bytes", "2KiB", "limits.state-bytes", "1KiB", "sessions.sliding.ttl", "10m"));
        dump = FilledStore.dump(source);
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private RestoreReport restore(StoreRestore restore) throws IOException {
        return restore.read(new ByteArrayInputStream(dump));
    }

    private StoreDigest content() {
        return StoreDigest.of(target, StoreScope.everything());
    }

    /** Fills the target with a conversation and sessions of each kind of difference. */
    private void differ() throws IOException {
        source.sessions("large", String.class).getOrCreate(PLAIN, () -> "y".repeat(2_000));
        source.sessions("refused", String.class).getOrCreate(PLAIN, () -> "y".repeat(2_000));
        dump = FilledStore.dump(source);
        target.chats().append(LARGE, NewMessage.user("ours"));
        target.chats().append(FilledStore.PLAIN, NewMessage.user("ours"));
        target.sessions("plain", Integer.class).getOrCreate(PLAIN, () -> 8);
        target.sessions("large", String.class).getOrCreate(PLAIN, () -> "ours");
    }

    @Test
    void aDryRunIsOneInEitherOrderOfTheChoices() throws IOException {
        differ();
        StoreDigest before = content();
        StoreRestore restore = StoreRestore.into(target);
        for (StoreRestore dry : List.of(
                restore.asDryRun().onConflict(Conflict.REPLACE),
                restore.onConflict(Conflict.REPLACE).asDryRun())) {
            RestoreReport report = restore(dry);
            assertThat(report.dryRun()).isTrue();
            assertThat(report.replaced()).isEqualTo(new Quantity(1, 3, 1));
            assertThat(report.different()).isEqualTo(Quantity.NONE);
            assertThat(content()).isEqualTo(before);
        }
        StoreCopy copy = StoreCopy.from(source).to(target);
        for (StoreCopy dry : List.of(
                copy.asDryRun().onConflict(Conflict.REPLACE),
                copy.onConflict(Conflict.REPLACE).asDryRun())) {
            assertThat(dry.run().replaced()).isEqualTo(new Quantity(1, 3, 1));
            assertThat(content()).isEqualTo(before);
        }
        assertThat(restore(restore.asDryRun().onConflict(Conflict.SKIP)).different())
                .isEqualTo(new Quantity(2, 4, 2));
    }

    @Test
    void aDryRunSaysTheSameAsTheRun() throws IOException {
        for (Conflict conflict : Conflict.values()) {
            clock.set(FilledStore.START.plus(Duration.ofHours(1)));
            differ();
            RestoreReport dry =
                    restore(StoreRestore.into(target).onConflict(conflict).asDryRun());
            RestoreReport wet = restore(StoreRestore.into(target).onConflict(conflict));
            assertThat(dry.added()).isEqualTo(wet.added()).isNotEqualTo(Quantity.NONE);
            assertThat(dry.replaced()).isEqualTo(wet.replaced());
            assertThat(dry.different()).isEqualTo(wet.different());
            assertThat(dry.refused()).isEqualTo(wet.refused()).isNotEqualTo(Quantity.NONE);
            assertThat(dry.expired()).isEqualTo(wet.expired()).isEqualTo(1);
            assertThat(dry.differentSessions()).isEqualTo(wet.differentSessions());
            target.close();
            source.close();
            open();
        }
    }

    @Test
    void whatIsRefusedTakesThePlaceOfNothing() throws IOException {
        differ();
        RestoreReport report = restore(StoreRestore.into(target).onConflict(Conflict.REPLACE));
        assertThat(report.refused()).isEqualTo(new Quantity(1, 1, 2));
        assertThat(report.replaced()).isEqualTo(new Quantity(1, 3, 1));
        assertThat(target.chats().history(LARGE, Slice.oldest(9)))
                .extracting(Message::text)
                .containsExactly("ours");
        assertThat(target.sessions("large", String.class)
                        .find(PLAIN)
                        .orElseThrow()
                        .state())
                .isEqualTo("ours");
        RestoreReport again = restore(StoreRestore.into(target).onConflict(Conflict.REPLACE));
        assertThat(again.refused()).isEqualTo(report.refused());
        assertThat(again.alreadyThere()).isEqualTo(new Quantity(3, 8, 2));
    }

    @Test
    void aSessionWhoseTimeIsOverDoesNotComeBackAndTakesThePlaceOfNone() throws IOException {
        clock.set(FilledStore.START.plus(Duration.ofHours(1)));
        for (int i = 0; i < 2; i++) {
            RestoreReport report = restore(StoreRestore.into(target).onConflict(Conflict.REPLACE));
            assertThat(report.expired()).isEqualTo(1);
            assertThat(report.added().sessions()).isEqualTo(i == 0 ? 1 : 0);
            assertThat(target.sessions("expiring", String.class).find(FilledStore.EXPIRING))
                    .isEmpty();
        }
        Session<String> ours =
                target.sessions("expiring", String.class).getOrCreate(FilledStore.EXPIRING, () -> "active again");
        assertThat(ours.version()).isEqualTo(1);
        RestoreReport report = restore(StoreRestore.into(target).onConflict(Conflict.REPLACE));
        assertThat(report.expired()).isEqualTo(1);
        assertThat(report.replaced()).isEqualTo(Quantity.NONE);
        assertThat(target.sessions("expiring", String.class).find(FilledStore.EXPIRING))
                .contains(ours);
    }

    @Test
    void aSessionThatWasMerelyUsedIsEqual() throws IOException {
        restore(StoreRestore.into(target));
        clock.advance(Duration.ofMinutes(5));
        Session<String> used =
                target.sessions("expiring", String.class).getOrCreate(FilledStore.EXPIRING, () -> "other");
        RestoreReport report = restore(StoreRestore.into(target).onConflict(Conflict.REPLACE));
        assertThat(report.alreadyThere().sessions()).isEqualTo(2);
        assertThat(target.sessions("expiring", String.class).find(FilledStore.EXPIRING))
                .contains(used);
    }

    @Test
    void aSessionThatEndsEarlierThanInTheDumpIsDifferent() throws IOException {
        restore(StoreRestore.into(target));
        // There they expire, in the source they do not.
        source.sessions("sliding", String.class).getOrCreate(PLAIN, () -> "state");
        dump = FilledStore.dump(source);
        restore(StoreRestore.into(target));
        target.sessions("sliding", String.class).getOrCreate(PLAIN, () -> "other");
        assertThat(restore(StoreRestore.into(target)).differentSessions()).hasSize(1);
        RestoreReport report = restore(StoreRestore.into(target).onConflict(Conflict.REPLACE));
        assertThat(report.replaced().sessions()).isEqualTo(1);
        assertThat(target.sessions("sliding", String.class)
                        .find(PLAIN)
                        .orElseThrow()
                        .expires())
                .isNull();
    }
}
