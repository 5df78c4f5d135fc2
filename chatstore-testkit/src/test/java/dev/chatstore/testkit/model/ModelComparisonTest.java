package dev.chatstore.testkit.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.Page;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.Proxies;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares stores that hold nothing with ones that go wrong in one place. */
final class ModelComparisonTest {
    private final MutableClock clock = MutableClock.at(Instant.EPOCH);

    @Test
    void storesThatAnswerTheSameAreNotToldApart() {
        assertThatCode(() -> new ModelComparison(holdingNothing("", null), holdingNothing("", null), clock).check(1))
                .doesNotThrowAnyException();
    }

    @Test
    void aWrongResultIsFoundWithTheSeedAndTheOneCallThatItTakes() {
        Storage wrong = holdingNothing("touch", true);
        assertThatThrownBy(() -> new ModelComparison(holdingNothing("", null), wrong, clock).check(7))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("with the seed 7L, after these calls on fresh stores\n  Touch[")
                .hasMessageEndingWith("the model gives  false\nand the store is true");
    }

    @Test
    void aWrongErrorIsFound() {
        Storage wrong = holdingNothing("redact", new ClosedException());
        assertThatThrownBy(() -> new ModelComparison(holdingNothing("", null), wrong, clock).check(7))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ClosedException");
    }

    /** Returns stores that hold nothing, and answer one method wrongly. */
    private static Storage holdingNothing(String wrongMethod, @Nullable Object wrongAnswer) {
        return Proxies.create(Storage.class, (self, method, arguments) -> switch (method.getName()) {
            case "chats" -> store(ChatStore.class, wrongMethod, wrongAnswer);
            case "sessions" -> store(SessionStore.class, wrongMethod, wrongAnswer);
            default -> null;
        });
    }

    private static <T> T store(Class<T> type, String wrongMethod, @Nullable Object wrongAnswer) {
        return Proxies.create(type, (self, method, arguments) -> {
            if (!method.getName().equals(wrongMethod)) {
                return nothing(method);
            }
            if (wrongAnswer instanceof RuntimeException error) {
                throw error;
            }
            return wrongAnswer;
        });
    }

    private static @Nullable Object nothing(Method method) {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        return type == Page.class ? new Page<>(List.of(), null) : null;
    }
}
