package dev.chatstore.testkit.fault;

import dev.chatstore.api.Storage;
import dev.chatstore.testkit.server.TestRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * The contract of a store on Redis, with a sync of each write, under server and network faults and a {@link FaultLoad},
 * with the promises of {@link ServerFaultContract}. Each test has its own key prefix.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RedisFaultContract {
    private static final System.Logger LOG = System.getLogger(RedisFaultContract.class.getName());
    private static final int KILLS = 10;
    private static final int PAUSES = 2;
    private static final int SHORT_PAUSES = 3;
    private static final int LOST_REPLIES = 100;
    private static final int CUTS = 10;

    /** Matches scripts that contain a text. */
    private static final Predicate<byte[]> WRITES = FaultProxy.containing(FaultLoad.TEXT);

    private @Nullable TestRedis server;

    /** Starts a server, which is closed after the last test. */
    protected abstract TestRedis startServer();

    /**
     * Opens the store under test. The contract closes it.
     *
     * @param url the URL of the store
     * @param settings additional settings
     */
    protected abstract Storage open(String url, Map<String, String> settings);

    @BeforeAll
    final void startTheServer() {
        server = startServer();
    }

    @AfterAll
    final void closeTheServer() {
        server().close();
    }

    private TestRedis server() {
        return Objects.requireNonNull(server);
    }

    private StoreUnderLoad start(String url, TestInfo test, Timeouts timeouts, String retries) {
        Map<String, String> settings = new HashMap<>();
        settings.put("redis.prefix", name(test));
        settings.put("redis.retries", retries);
        settings.put("redis.connection-timeout", timeouts.connection().toMillis() + "ms");
        settings.put("redis.socket-timeout", timeouts.socket().toMillis() + "ms");
        settings.put("redis.timeout", timeouts.retrying().toMillis() + "ms");
        return StoreUnderLoad.start(open(url, settings), timeouts, StoreUnderLoad.WRITERS);
    }

    @Test
    final void tenKillsOfTheServerLoseNothing(TestInfo test) {
        try (StoreUnderLoad run = start(server().url(), test, Timeouts.SHORT, "1000")) {
            for (int i = 0; i < KILLS; i++) {
                server().kill();
                server().start();
                run.awaitRecovery();
                run.awaitRecovery();
            }
            log(test, KILLS, run.endAndCheck());
        }
    }

    @Test
    final void aHangingServerIsReportedWithinTheTimeout(TestInfo test) {
        try (StoreUnderLoad run = start(server().url(), test, Timeouts.SHORT, "1000")) {
            for (int i = 0; i < PAUSES; i++) {
                server().pause();
                try {
                    run.load().awaitFailureOfAll(Timeouts.SHORT.bound());
                } finally {
                    server().resume();
                }
                run.awaitRecovery();
            }
            log(test, PAUSES, run.endAndCheck());
        }
    }

    /** A short pause: a call that timed out may be executed late, after it was sent again. */
    @Test
    final void aServerThatHangsBrieflyLosesNothing(TestInfo test) {
        try (StoreUnderLoad run = start(server().url(), test, Timeouts.SHORT, "1000")) {
            for (int i = 0; i < SHORT_PAUSES; i++) {
                server().pause();
                run.load().becomesTrue(Timeouts.SHORT.socket().multipliedBy(5).dividedBy(4), () -> false);
                server().resume();
                run.awaitRecovery();
            }
            log(test, SHORT_PAUSES, run.endAndCheck());
        }
    }

    @Test
    final void aServerWithoutMemoryRefusesWritesAndReads(TestInfo test) {
        try (StoreUnderLoad run = start(server().url(), test, Timeouts.SHORT, "1000")) {
            server().ask("CONFIG", "SET", "maxmemory", "1");
            try {
                run.load().awaitFailureOfWriters(Timeouts.SHORT.bound());
                run.load().awaitSuccessOfReaders(Timeouts.SHORT.bound());
            } finally {
                server().ask("CONFIG", "SET", "maxmemory", "0");
            }
            run.awaitRecovery();
            log(test, 1, run.endAndCheck());
        }
    }

    @Test
    final void connectionsCutAfterTheWriteAndBeforeTheReplyLoseNothing(TestInfo test) {
        SplittableRandom random = new SplittableRandom(1);
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run = start("redis://127.0.0.1:" + proxy.port(), test, Timeouts.SHORT, "1000")) {
            for (int i = 0; proxy.lostReplies() < LOST_REPLIES; i++) {
                loseReply(run, proxy, i % 2 == 0 ? WRITES : request -> true, random.nextInt(5));
                if (i % 10 == 0) {
                    run.awaitRecovery();
                }
            }
            log(test, LOST_REPLIES, run.endAndCheck());
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
        try (FaultProxy proxy = FaultProxy.before(server().port());
                StoreUnderLoad run = start("redis://127.0.0.1:" + proxy.port(), test, Timeouts.SHORT, "0")) {
            for (int i = 0; i < CUTS; i++) {
                proxy.refuse();
                proxy.cut();
                run.load().becomesTrue(Duration.ofMillis(20L * i), () -> false);
                proxy.accept();
                run.awaitRecovery();
            }
            log(test, CUTS, run.endAndCheck());
        }
    }

    private static String name(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName();
    }

    private static void log(TestInfo test, int times, LoadReport report) {
        LOG.log(System.Logger.Level.INFO, "Redis: {0}, {1} times: {2}", name(test), times, report);
    }
}
