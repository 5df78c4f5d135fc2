package dev.chatstore.bench;

import dev.chatstore.api.ConversationId;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message as a row. */
record RawRow(
        ConversationId conversation,
        long sequence,
        @Nullable String id,
        String text) {
    /** Returns the initial rows of conversations, without ids. */
    static Stream<RawRow> of(Conversations conversations) {
        return conversations.ids().stream()
                .flatMap(conversation -> IntStream.rangeClosed(1, conversations.length())
                        .mapToObj(sequence -> new RawRow(
                                conversation,
                                sequence,
                                null,
                                SampleMessages.any().text())));
    }
}
