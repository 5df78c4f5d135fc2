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
 * What a store on a server promises whatever happens to the network between them, under a {@link FaultLoad}, in the
 * words of {@link ServerFaultContract}. The store has to be opened without encryption: a commit is known by its text.
 */
public abstract class NetworkFaultContract extends FaultContract {
    private static final int LOST_REPLIES = 100;
    private static final int CUTS = 10;
    private static final int SILENCES = 2;

    /** Commits, by themselves or at the end of a write; writes, with which a commit may go; and anything at all. */
    private static final List<Predicate<byte[]>> AIMS =
            List.of(FaultProxy.containing("commit"), FaultProxy.containing(FaultLoad.TEXT), request -> true);

    @Test
    final void connectionsCutAfterTheCommitAndBeforeTheReplyLoseNothing(TestInfo test) {
        SplittableRandom random = new SplittableRandom(1);
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run = start(database().url(proxy.port()), Timeouts.SHORT)) {
            for (int i = 0; proxy.lostReplies() < LOST_REPLIES; i++) {
                assertThat(i).as("tries to lose a reply").isLessThan(10 * LOST_REPLIES);
                loseReply(run, proxy, AIMS.get(i % AIMS.size()), random.nextInt(5));
                if (i % 10 == 0) {
                    run.awaitRecovery();
                }
            }
            log(test, LOST_REPLIES + " times", run.judge());
        }
    }

    /** Loses a reply to a request that comes after some others like it, unless there are none for a while. */
    private static void loseReply(StoreUnderLoad run, FaultProxy proxy, Predicate<byte[]> aim, int after) {
        long lost = proxy.lostReplies();
        AtomicInteger passed = new AtomicInteger();
        proxy.loseReplyTo(request -> aim.test(request) && passed.getAndIncrement() >= after);
        run.load().comesTrue(Duration.ofMillis(200), () -> proxy.lostReplies() > lost);
        proxy.loseNoReply();
    }

    /** Nothing is tried again by the store, so that all is left to the callers. */
    @Test
    final void cuttingAllConnectionsAtOnceLosesNothing(TestInfo test) {
        Map<String, String> noRetries = Map.of("database.retries", "0");
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run =
                        start(database().url(proxy.port()), Timeouts.SHORT, noRetries, StoreUnderLoad.WRITERS)) {
            for (int i = 0; i < CUTS; i++) {
                proxy.refuse();
                proxy.cut();
                run.load().comesTrue(Duration.ofMillis(20L * i), () -> false);
                proxy.accept();
                run.awaitRecovery();
            }
            log(test, CUTS + " times", run.judge());
        }
    }

    @Test
    final void lostRepliesAreReportedWithinTheTimeout(TestInfo test) {
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run = start(database().url(proxy.port()), Timeouts.SHORT)) {
            for (int i = 0; i < SILENCES; i++) {
                proxy.holdReplies();
                run.load().awaitRefusalsToAll(Timeouts.SHORT.bound());
                proxy.releaseReplies();
                run.awaitRecovery();
            }
            log(test, SILENCES + " times", run.judge());
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
            LoadReport report = run.judge();
            assertThat(report.unavailable()).as("refusals: %s", report).isZero();
            log(test, rounds + " times", report);
        }
    }
}
