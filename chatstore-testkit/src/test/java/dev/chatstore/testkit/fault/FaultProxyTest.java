package dev.chatstore.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTest {
    private EchoServer server;
    private FaultProxy proxy;

    @BeforeEach
    void startServer() throws IOException {
        server = new EchoServer();
        proxy = FaultProxy.before(server.port());
    }

    @AfterEach
    void stopServer() throws IOException {
        proxy.close();
        server.close();
    }

    private EchoClient connect() throws IOException {
        return new EchoClient(proxy.port());
    }

    @Test
    void bytesPassThroughInBothDirections() throws IOException {
        try (EchoClient one = connect();
                EchoClient other = connect()) {
            String large = "x".repeat(1_000_000);
            assertThat(one.say("first")).isEqualTo("first");
            assertThat(other.say(large)).isEqualTo(large);
            assertThat(one.say("second")).isEqualTo("second");
        }
    }

    @Test
    void whatIsForwardedIsCountedWhenItArrives() throws IOException {
        assertThat(proxy.traffic()).isEqualTo(new Traffic(0, 0, 0));
        try (EchoClient one = connect();
                EchoClient other = connect()) {
            one.say("a");
            Traffic first = proxy.traffic();
            assertThat(first.roundTrips()).isOne();
            assertThat(first.requestBytes()).isPositive().isEqualTo(first.replyBytes());
            one.say("b");
            other.say("c");
            Traffic three = proxy.traffic();
            assertThat(three).isEqualTo(new Traffic(3, 3 * first.requestBytes(), 3 * first.replyBytes()));
            other.say("a".repeat(1_001));
            Traffic large = proxy.traffic().minus(three);
            assertThat(large.requestBytes())
                    .isEqualTo(first.requestBytes() + 1_000)
                    .isEqualTo(large.replyBytes());
            assertThat(large.roundTrips()).isOne();
        }
    }

    @Test
    void theEndOfEitherSideReachesTheOther() throws IOException {
        EchoClient gone = connect();
        gone.say("first");
        gone.close();
        until(() -> proxy.connections() == 0);
        try (EchoClient client = connect()) {
            client.say("first");
            server.close();
            assertThat(client.receive()).isNull();
        }
    }

    @Test
    void aCutResetsEveryConnectionAndAcceptsNewOnes() throws IOException {
        try (EchoClient one = connect();
                EchoClient other = connect()) {
            one.say("first");
            other.say("first");
            proxy.cut();
            assertIsReset(one);
            assertIsReset(other);
        }
        try (EchoClient again = connect()) {
            assertThat(again.say("again")).isEqualTo("again");
        }
    }

    @Test
    void newConnectionsAreRefusedWhileExistingOnesStay() throws IOException {
        try (EchoClient old = connect()) {
            old.say("first");
            proxy.refuse();
            assertThatThrownBy(() -> {
                        try (EchoClient refused = connect()) {
                            refused.say("never delivered");
                        }
                    })
                    .isInstanceOf(SocketException.class);
            assertThat(old.say("still here")).isEqualTo("still here");
            proxy.accept();
            try (EchoClient taken = connect()) {
                assertThat(taken.say("taken")).isEqualTo("taken");
            }
        }
        assertThat(server.lines()).doesNotContain("never delivered");
    }

    @Test
    void aMissingServerResetsTheClient() throws IOException {
        server.close();
        assertThatThrownBy(() -> {
                    try (EchoClient refused = connect()) {
                        refused.say("never delivered");
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void requestsAndRepliesAreDelayed() throws IOException {
        try (EchoClient client = connect()) {
            proxy.delay(Duration.ofMillis(100), Duration.ofMillis(200));
            long start = System.nanoTime();
            assertThat(client.say("slow")).isEqualTo("slow");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            proxy.delay(Duration.ofHours(1), Duration.ZERO);
            client.send("never");
        }
    }

    @Test
    void repliesAreHeldBackAndThenArriveInOrder() throws IOException {
        try (EchoClient client = connect()) {
            proxy.holdReplies();
            client.send("first");
            until(() -> server.lines().contains("first"));
            client.send("second");
            assertThat(client.isSilentFor(100)).isTrue();
            proxy.releaseReplies();
            assertThat(client.receive()).isEqualTo("first");
            assertThat(client.receive()).isEqualTo("second");
        }
    }

    @Test
    void theReplyToAWantedRequestIsLostAfterTheServerAnswered() throws IOException {
        try (EchoClient one = connect();
                EchoClient other = connect()) {
            proxy.loseReplyTo(FaultProxy.containing("commit"));
            assertThat(one.say("insert")).isEqualTo("insert");
            one.send("COMMIT one");
            assertIsReset(one);
            assertThat(server.lines()).containsExactly("insert", "COMMIT one");
            assertThat(other.say("Commit other")).isEqualTo("Commit other");
            assertThat(proxy.lostReplies()).isEqualTo(1);
        }
    }

    @Test
    void oneRequestOfManyCanBeChosen() throws IOException {
        AtomicInteger passed = new AtomicInteger();
        proxy.loseReplyTo(request -> passed.incrementAndGet() == 3);
        try (EchoClient client = connect()) {
            assertThat(client.say("one")).isEqualTo("one");
            assertThat(client.say("two")).isEqualTo("two");
            client.send("three");
            assertIsReset(client);
        }
    }

    @Test
    void noReplyIsLostAfterTheOrderIsCancelled() throws IOException {
        proxy.loseReplyTo(request -> true);
        proxy.loseNoReply();
        try (EchoClient client = connect()) {
            assertThat(client.say("first")).isEqualTo("first");
            assertThat(proxy.lostReplies()).isZero();
        }
    }

    @Test
    void closingEndsAllConnectionsInAnyState() throws IOException {
        try (EchoClient held = connect();
                EchoClient late = connect()) {
            held.say("first");
            late.say("first");
            proxy.holdReplies();
            held.send("second");
            until(() -> server.lines().contains("second"));
            proxy.delay(Duration.ofHours(1), Duration.ZERO);
            late.send("third");
            proxy.close();
            assertIsReset(held);
            assertIsReset(late);
            assertThat(proxy.connections()).isZero();
            assertThatThrownBy(this::connect).isInstanceOf(SocketException.class);
        }
    }

    private static void assertIsReset(EchoClient client) {
        assertThatThrownBy(client::receive).isInstanceOf(SocketException.class).hasMessageContaining("reset");
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
