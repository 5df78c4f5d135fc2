package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.testkit.history.MonotonicReads;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node never reads backwards, next to writers that it does not hear of. */
class MonotonicReadsTest {
    private static final int WRITES = 4_000;
    private static final Duration STEP = Nodes.BOUND.dividedBy(1000);

    private final Nodes nodes = new Nodes();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private void assertMonotonic(ChatStorage node) {
        // As if each reply took a while: writes happen between the reads of head and messages.
        nodes.durable.afterCall = Thread::yield;
        assertThat(new MonotonicReads(nodes.truth(), node.chats(), WRITES, () -> nodes.pass(STEP)).run())
                .isPositive();
    }

    @Test
    void withACacheOfItsOwn() {
        assertMonotonic(nodes.alone());
    }

    @Test
    void withTheSharedCache() {
        assertMonotonic(nodes.sharing());
    }

    @Test
    void withBoth() {
        assertMonotonic(nodes.both());
    }
}
