package dev.chatstore.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The contract of a store on a server under network faults and a {@link FaultLoad}, with the promises of {@link
 * ServerFaultContract}. The store must be opened without encryption, because commits are recognized by their text.
 */
public abstract class NetworkFaultContract extends FaultContract {
    private static final int LOST_REPLIES = 100;
    private static final int CUTS = 10;
    private static final int SILENCES = 2;

    /** Commits, alone or at the end of a write; writes, which may include a commit; and all requests. */
    private static final List<Predicate<byte[]>> AIMS =
            List.of(FaultProxy.containing("commit"), FaultProxy.containing(FaultLoad.TEXT), request -> true);

    @Test
    final void connectionsCutAfterTheCommitAndBeforeTheReplyLoseNothing(TestInfo test) {
        SplittableRandom random = new SplittableRandom(1);
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run = start(database().url(proxy.port()), Timeouts.SHORT)) {
            for (int i = 0; proxy.lostReplies() < LOST_REPLIES; i++) {
                assertThat(i).as("attempts to lose a reply").isLessThan(10 * LOST_REPLIES);
                loseReply(run, proxy, AIMS.get(i % AIMS.size()), random.nextInt(5));
                if (i % 10 == 0) {
                    run.awaitRecovery();
                }
            }
            log(test, LOST_REPLIES + " times", run.endAndCheck());
        }
    }

    /** Loses the reply to a request after some similar ones, unless none arrives for some time. */
    private static void loseReply(StoreUnderLoad run, FaultProxy proxy, Predicate<byte[]> aim, int after) {
        long lost = proxy.lostReplies();
        AtomicInteger passed = new AtomicInteger();
        proxy.loseReplyTo(request -> aim.test(request) && passed.getAndIncrement() >= after);
        run.load().becomesTrue(Duration.ofMillis(200), () -> proxy.lostReplies() > lost);
        proxy.loseNoReply();
    }

    /** The store does not retry, so that only the callers do. */
    @Test
    final void cuttingAllConnectionsAtOnceLosesNothing(TestInfo test) {
        Map<String, String> noRetries = Map.of("database.retries", "0");
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run =
                        start(database().url(proxy.port()), Timeouts.SHORT, noRetries, StoreUnderLoad.WRITERS)) {
            for (int i = 0; i < CUTS; i++) {
                proxy.refuse();
                proxy.cut();
                run.load().becomesTrue(Duration.ofMillis(20L * i), () -> false);
                proxy.accept();
                run.awaitRecovery();
            }
            log(test, CUTS + " times", run.endAndCheck());
        }
    }

    @Test
    final void missingRepliesAreReportedWithinTheTimeout(TestInfo test) {
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run = start(database().url(proxy.port()), Timeouts.SHORT)) {
            for (int i = 0; i < SILENCES; i++) {
                proxy.holdReplies();
                run.load().awaitFailureOfAll(Timeouts.SHORT.bound());
                proxy.releaseReplies();
                run.awaitRecovery();
            }
            log(test, SILENCES + " times", run.endAndCheck());
        }
    }

    @Test
    final void aSlowNetworkCausesNoError(TestInfo test) {
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run = start(database().url(proxy.port()), Timeouts.LONG)) {
            int rounds = 0;
            for (long millis : new long[] {1, 10, 50}) {
                proxy.delay(Duration.ofMillis(millis), Duration.ofMillis(millis));
                run.awaitRecovery();
                run.awaitRecovery();
                rounds++;
            }
            proxy.delay(Duration.ZERO, Duration.ZERO);
            LoadReport report = run.endAndCheck();
            assertThat(report.unavailable()).as("failed calls: %s", report).isZero();
            log(test, rounds + " times", report);
        }
    }
}
