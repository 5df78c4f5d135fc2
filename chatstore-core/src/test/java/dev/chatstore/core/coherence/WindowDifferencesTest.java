package dev.chatstore.core.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowDifferencesTest {
    @Test
    void everyFieldOfAMessageIsCompared() {
        assertThat(WindowDifferences.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(parts(Message.class, "sequence"));
    }

    @Test
    void everyFieldOfAHeadIsCompared() {
        // The first sequence follows from the last one and the number of messages.
        assertThat(WindowDifferences.HEAD.keySet())
                .containsExactlyInAnyOrderElementsOf(parts(Conversation.class, "id", "version", "firstSequence"));
    }

    /** Returns the names of a value's accessors, without those of the parts by which two values are matched. */
    private static List<String> parts(Class<?> type, String... keys) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !List.of("hashCode", "toString").contains(name))
                .filter(name -> !List.of(keys).contains(name))
                .toList();
    }
}
