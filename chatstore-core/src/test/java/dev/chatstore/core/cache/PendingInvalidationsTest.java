package dev.chatstore.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PendingInvalidationsTest {
    private final AtomicInteger overflows = new AtomicInteger();
    private final PendingInvalidations<String> pending = new PendingInvalidations<>(3, overflows::incrementAndGet);
    private final List<String> paid = new ArrayList<>();

    @Test
    void whoOwesNothingPaysNothing() {
        assertThat(pending.flush(owed -> {
                    throw new AssertionError("nothing is owed");
                }))
                .isTrue();
    }

    @Test
    void whatIsOwedIsPaidOnce() {
        pending.add(List.of("a", "b"));
        pending.add(List.of("b"));
        assertThat(pending.flush(this::pay)).isTrue();
        assertThat(pending.flush(this::pay)).isTrue();
        assertThat(paid).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatCouldNotBePaidIsOwedStill() {
        pending.add(List.of("a"));
        assertThat(pending.flush(owed -> false)).isFalse();
        assertThatThrownBy(() -> pending.flush(owed -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(pending.size()).isEqualTo(1);
        assertThat(pending.flush(this::pay)).isTrue();
        assertThat(paid).containsExactly("a");
    }

    @Test
    void whatComesWhileOthersArePaidIsOwedStill() {
        pending.add(List.of("a"));
        assertThat(pending.flush(owed -> {
                    pending.add(List.of("a", "b"));
                    return pay(owed);
                }))
                .isFalse();
        assertThat(pending.flush(this::pay)).isTrue();
        assertThat(paid).containsExactlyInAnyOrder("a", "a", "b");
    }

    @Test
    void whileOneThreadPaysNobodyBelievesThatNothingIsOwed() {
        pending.add(List.of("a"));
        List<Boolean> others = new ArrayList<>();
        pending.flush(owed -> {
            Thread other = new Thread(() -> others.add(pending.flush(this::pay)));
            other.start();
            join(other);
            return true;
        });
        assertThat(others).containsExactly(false);
        assertThat(paid).isEmpty();
    }

    @Test
    void whatIsOverTheBoundIsForgottenAndSaidToBe() {
        pending.add(List.of("a", "b", "c"));
        assertThat(overflows).hasValue(0);
        pending.add(List.of("d"));
        assertThat(overflows).hasValue(1);
        assertThat(pending.size()).isZero();
        assertThat(pending.flush(this::pay)).isTrue();
        assertThat(paid).isEmpty();
    }

    private boolean pay(Collection<String> owed) {
        paid.addAll(owed);
        return true;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
