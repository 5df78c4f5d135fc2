package dev.chatstore.core.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.Message;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowDifferencesTest {
    @Test
    void everyFieldOfAMessageIsCompared() {
        assertThat(WindowDifferences.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(components(Message.class, "sequence"));
    }

    @Test
    void everyFieldOfAHeadIsCompared() {
        assertThat(WindowDifferences.HEAD.keySet())
                .containsExactlyInAnyOrderElementsOf(components(Conversation.class, "id", "version"));
    }

    /** Returns the names of a record's components, without those by which two values are matched. */
    private static List<String> components(Class<?> type, String... keys) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !List.of(keys).contains(name))
                .toList();
    }
}
