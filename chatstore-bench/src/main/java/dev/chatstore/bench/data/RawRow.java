package dev.chatstore.bench.data;

import dev.chatstore.api.ConversationId;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message as a row.
 *
 * @param conversation its conversation
 * @param sequence its sequence number
 * @param id the id that its author gave it, or null
 * @param text its text
 */
public record RawRow(
        ConversationId conversation,
        long sequence,
        @Nullable String id,
        String text) {
    /** Returns the initial rows of conversations, without ids. */
    public static Stream<RawRow> of(ConversationSet conversations) {
        return conversations.ids().stream()
                .flatMap(conversation -> IntStream.rangeClosed(1, conversations.length())
                        .mapToObj(sequence -> new RawRow(
                                conversation,
                                sequence,
                                null,
                                SampleMessages.any().text())));
    }
}
