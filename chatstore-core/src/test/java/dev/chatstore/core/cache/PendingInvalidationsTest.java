package dev.chatstore.core.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PendingInvalidationsTest {
    private final AtomicInteger overflows = new AtomicInteger();
    private final PendingInvalidations<String> pending = new PendingInvalidations<>(3, overflows::incrementAndGet);
    private final List<String> dropped = new ArrayList<>();

    @Test
    void nothingIsDroppedWhileNothingIsPending() {
        assertThat(pending.flush(keys -> {
                    throw new AssertionError("nothing is pending");
                }))
                .isTrue();
    }

    @Test
    void pendingKeysAreDroppedOnce() {
        pending.add(List.of("a", "b"));
        pending.add(List.of("b"));
        assertThat(pending.flush(this::drop)).isTrue();
        assertThat(pending.flush(this::drop)).isTrue();
        assertThat(dropped).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void keysThatCouldNotBeDroppedStayPending() {
        pending.add(List.of("a"));
        assertThat(pending.flush(keys -> false)).isFalse();
        assertThatThrownBy(() -> pending.flush(keys -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(pending.size()).isEqualTo(1);
        assertThat(pending.flush(this::drop)).isTrue();
        assertThat(dropped).containsExactly("a");
    }

    @Test
    void manyKeysAreDroppedInSeveralCallsOfWhichThoseThatSucceedCount() {
        PendingInvalidations<Integer> many = new PendingInvalidations<>(10_000, overflows::incrementAndGet);
        many.add(IntStream.range(0, 1_050).boxed().toList());
        List<Integer> calls = new ArrayList<>();
        assertThat(many.flush(keys -> calls.size() < 3 && calls.add(keys.size())))
                .isFalse();
        assertThat(many.size()).isEqualTo(750);
        assertThat(many.flush(keys -> calls.add(keys.size()))).isTrue();
        assertThat(calls).hasSize(11).allMatch(size -> size <= 100);
        assertThat(calls.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_050);
    }

    @Test
    void keysAddedDuringAFlushStayPending() {
        pending.add(List.of("a"));
        assertThat(pending.flush(keys -> {
                    pending.add(List.of("a", "b"));
                    return drop(keys);
                }))
                .isFalse();
        assertThat(pending.flush(this::drop)).isTrue();
        assertThat(dropped).containsExactlyInAnyOrder("a", "a", "b");
    }

    @Test
    void duringAFlushOtherThreadsFindKeysPending() {
        pending.add(List.of("a"));
        List<Boolean> others = new ArrayList<>();
        pending.flush(keys -> {
            Thread other = new Thread(() -> others.add(pending.flush(this::drop)));
            other.start();
            join(other);
            return true;
        });
        assertThat(others).containsExactly(false);
        assertThat(dropped).isEmpty();
    }

    @Test
    void onOverflowTheKeysAreForgottenAndTheOwnerIsNotified() {
        pending.add(List.of("a", "b", "c"));
        assertThat(overflows).hasValue(0);
        pending.add(List.of("d"));
        assertThat(overflows).hasValue(1);
        assertThat(pending.size()).isZero();
        assertThat(pending.flush(this::drop)).isTrue();
        assertThat(dropped).isEmpty();
    }

    private boolean drop(Collection<String> keys) {
        dropped.addAll(keys);
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
