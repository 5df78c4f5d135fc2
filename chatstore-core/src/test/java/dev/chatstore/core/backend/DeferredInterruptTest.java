package dev.chatstore.core.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeferredInterruptTest {
    private final Thread thread = Thread.currentThread();

    @AfterEach
    void clearTheStatus() {
        Thread.interrupted();
    }

    @Test
    void anInterruptFromBeforeIsSetAgainAtTheEnd() {
        thread.interrupt();
        DeferredInterrupt interrupt = DeferredInterrupt.begin();
        assertThat(thread.isInterrupted()).isFalse();
        interrupt.close();
        assertThat(thread.isInterrupted()).isTrue();
    }

    @Test
    void anInterruptDuringTheWorkIsSetAgainAtTheEnd() {
        DeferredInterrupt interrupt = DeferredInterrupt.begin();
        thread.interrupt();
        interrupt.defer();
        assertThat(thread.isInterrupted()).isFalse();
        interrupt.close();
        assertThat(thread.isInterrupted()).isTrue();
    }

    @Test
    void anInterruptThatCameAsAnExceptionIsSetAgainAtTheEnd() {
        DeferredInterrupt interrupt = DeferredInterrupt.begin();
        interrupt.caught();
        assertThat(thread.isInterrupted()).isFalse();
        interrupt.close();
        assertThat(thread.isInterrupted()).isTrue();
    }

    @Test
    void aThreadThatWasNotInterruptedIsNotInterruptedAtTheEnd() {
        DeferredInterrupt interrupt = DeferredInterrupt.begin();
        interrupt.defer();
        interrupt.close();
        assertThat(thread.isInterrupted()).isFalse();
    }
}
