package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PendingInvalidationsTest {
    private final AtomicInteger overflows = new AtomicInteger();
    private final PendingInvalidations<String> debts = new PendingInvalidations<>(3, overflows::incrementAndGet);
    private final List<String> paid = new ArrayList<>();

    @Test
    void whoOwesNothingPaysNothing() {
        assertThat(debts.settle(owed -> {
                    throw new AssertionError("nothing is owed");
                }))
                .isTrue();
    }

    @Test
    void whatIsOwedIsPaidOnce() {
        debts.add(List.of("a", "b"));
        debts.add(List.of("b"));
        assertThat(debts.settle(this::pay)).isTrue();
        assertThat(debts.settle(this::pay)).isTrue();
        assertThat(paid).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void whatCouldNotBePaidIsOwedStill() {
        debts.add(List.of("a"));
        assertThat(debts.settle(owed -> false)).isFalse();
        assertThatThrownBy(() -> debts.settle(owed -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(debts.size()).isEqualTo(1);
        assertThat(debts.settle(this::pay)).isTrue();
        assertThat(paid).containsExactly("a");
    }

    @Test
    void whatComesWhileOthersArePaidIsOwedStill() {
        debts.add(List.of("a"));
        assertThat(debts.settle(owed -> {
                    debts.add(List.of("a", "b"));
                    return pay(owed);
                }))
                .isFalse();
        assertThat(debts.settle(this::pay)).isTrue();
        assertThat(paid).containsExactlyInAnyOrder("a", "a", "b");
    }

    @Test
    void whileOneThreadPaysNobodyBelievesThatNothingIsOwed() {
        debts.add(List.of("a"));
        List<Boolean> others = new ArrayList<>();
        debts.settle(owed -> {
            Thread other = new Thread(() -> others.add(debts.settle(this::pay)));
            other.start();
            join(other);
            return true;
        });
        assertThat(others).containsExactly(false);
        assertThat(paid).isEmpty();
    }

    @Test
    void whatIsOverTheBoundIsForgottenAndSaidToBe() {
        debts.add(List.of("a", "b", "c"));
        assertThat(overflows).hasValue(0);
        debts.add(List.of("d"));
        assertThat(overflows).hasValue(1);
        assertThat(debts.size()).isZero();
        assertThat(debts.settle(this::pay)).isTrue();
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
