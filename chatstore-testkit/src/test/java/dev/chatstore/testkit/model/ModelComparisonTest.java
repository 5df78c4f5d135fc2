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

/** Compares empty stores with stores that are wrong in one method. */
final class ModelComparisonTest {
    private final MutableClock clock = MutableClock.at(Instant.EPOCH);

    @Test
    void storesWithTheSameResultsPass() {
        assertThatCode(() -> new ModelComparison(empty("", null), empty("", null), clock).check(1))
                .doesNotThrowAnyException();
    }

    @Test
    void aWrongResultIsReportedWithTheSeedAndTheOneCallThatCausesIt() {
        Storage wrong = empty("touch", true);
        assertThatThrownBy(() -> new ModelComparison(empty("", null), wrong, clock).check(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the results differ with seed 1L, after these calls on empty stores\n  Touch[")
                .hasMessageEndingWith("the model returned false\nbut the store returned true");
    }

    @Test
    void aWrongErrorIsReported() {
        Storage wrong = empty("redact", new ClosedException());
        assertThatThrownBy(() -> new ModelComparison(empty("", null), wrong, clock).check(7))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ClosedException");
    }

    /** Returns stores without data, one method of which returns a wrong result. */
    private static Storage empty(String wrongMethod, @Nullable Object wrongAnswer) {
        return Proxies.create(Storage.class, (self, method, arguments) -> switch (method.getName()) {
            case "chats" -> store(ChatStore.class, wrongMethod, wrongAnswer);
            case "sessions" -> store(SessionStore.class, wrongMethod, wrongAnswer);
            default -> null;
        });
    }

    private static <T> T store(Class<T> type, String wrongMethod, @Nullable Object wrongAnswer) {
        return Proxies.create(type, (self, method, arguments) -> {
            if (method.getName().equals("assigningOwner")) {
                return self;
            }
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
        if (type == long.class) {
            return 0L;
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
