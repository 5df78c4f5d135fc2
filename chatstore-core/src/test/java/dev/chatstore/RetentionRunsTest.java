package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.operations.RetentionStatistics;
import dev.chatstore.core.retention.RetentionCounts;
import dev.chatstore.testkit.Polling;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RetentionRunsTest {
    private static final ConversationId KARI = ConversationId.of("kari");
    private static final Duration SOON = Duration.ofMillis(1);

    private static void await(RetentionRuns runs, Predicate<RetentionStatistics> condition) {
        assertThat(Polling.until(Duration.ofMinutes(1), () -> condition.test(runs.statistics())))
                .isTrue();
    }

    private static ChatStorage storage() {
        ChatStorage storage = ChatStorage.builder()
                .url("memory:")
                .set("retention.keep-messages", "2")
                .open();
        for (int i = 0; i < 5; i++) {
            storage.chats().append(KARI, NewMessage.user("message"));
        }
        return storage;
    }

    @Test
    void aRunAppliesThePoliciesOfTheSettingsAndIsCounted() {
        try (ChatStorage storage = storage();
                RetentionRuns runs = new RetentionRuns(storage.retention(), SOON)) {
            await(runs, statistics -> statistics.runs() > 0);

            assertThat(storage.chats().recent(KARI, 10)).hasSize(2);
            assertThat(runs.statistics().messagesRemoved()).isEqualTo(3);
            assertThat(runs.statistics().lastRun()).isNotNull();
            assertThat(runs.statistics().failures()).isZero();
        }
    }

    @Test
    void runsContinueAfterAnErrorAndWhatWasRemovedBeforeItCounts() {
        AtomicInteger left = new AtomicInteger(1);
        try (ChatStorage storage = storage();
                RetentionRuns runs = new RetentionRuns(storage.retention().stoppingIf(() -> failing(left)), SOON)) {
            await(runs, statistics -> statistics.runs() > 0);

            assertThat(storage.chats().recent(KARI, 10)).hasSize(2);
        }
    }

    private static boolean failing(AtomicInteger left) {
        if (left.getAndDecrement() > 0) {
            throw new StackOverflowError();
        }
        return false;
    }

    @Test
    void closingEndsARunBeforeItsNextStepAndGivesItsLeaseBack() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        try (ChatStorage storage = storage()) {
            RetentionRuns runs = new RetentionRuns(
                    storage.retention().stoppingIf(() -> {
                        started.countDown();
                        return false;
                    }),
                    SOON);
            assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
            runs.close();

            assertThat(storage.retention().run()).as("nobody has the lease").isPresent();
        }
    }

    @Test
    void withoutAnIntervalNothingRuns() {
        try (ChatStorage storage = storage()) {
            assertThat(storage.statistics().retention()).isNull();
            assertThat(storage.retention().dryRun().total()).isEqualTo(new RetentionCounts(1, 0, 0, 3, 0, 0));
        }
    }
}
