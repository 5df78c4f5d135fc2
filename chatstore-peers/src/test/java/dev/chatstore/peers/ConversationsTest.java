package dev.chatstore.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationsTest {
    @ParameterizedTest
    @ValueSource(ints = {10, 50, 1_000, 9_999})
    void callersShareNoConversation(int history) {
        Conversations all = Conversations.of(history);
        Set<String> first = used(all, 0);
        assertThat(first).doesNotContainAnyElementsOf(used(all, 1)).hasSize(all.count() / Stage.MANY_CALLERS);
    }

    private static Set<String> used(Conversations all, int caller) {
        return IntStream.range(0, all.count())
                .mapToObj(call -> all.id(caller, Stage.MANY_CALLERS, call))
                .collect(Collectors.toSet());
    }

    @Test
    void aLongHistoryHasOneConversationAndOneCaller() {
        Conversations all = Conversations.of(20_000);
        assertThat(all.count()).isEqualTo(1);
        assertThat(Stage.of(all)).extracting(Stage::callers).containsOnly(1);
    }
}
