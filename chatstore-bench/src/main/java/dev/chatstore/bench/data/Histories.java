package dev.chatstore.bench.data;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Conversations of 100 messages, generated on demand.
 *
 * @param tenant their tenant
 * @param count their number
 */
public record Histories(String tenant, int count) {
    private static final int LENGTH = 100;

    /**
     * A conversation. Its messages have ids, like those of an import.
     *
     * @param conversation its id
     * @param messages its messages
     */
    public record History(ConversationId conversation, List<NewMessage> messages) {
        Stream<RawRow> rows() {
            return IntStream.range(0, LENGTH).mapToObj(i -> {
                NewMessage message = messages.get(i);
                return new RawRow(conversation, i + 1L, message.id(), message.text());
            });
        }

        String json() {
            return messages.stream()
                    .map(message -> "{\"role\":\"user\",\"content\":\"" + message.text() + "\"}")
                    .collect(Collectors.joining(",", "{\"id\":\"" + conversation.value() + "\",\"messages\":[", "]}"));
        }
    }

    /** Returns as many conversations as the given number of messages fills. */
    public static Histories ofMessages(String tenant, int messages) {
        return new Histories(tenant, messages / LENGTH);
    }

    /** Returns the number of messages. */
    public int messages() {
        return count * LENGTH;
    }

    /** Returns the conversations. */
    public Stream<History> all() {
        return IntStream.range(0, count)
                .mapToObj(i -> new History(
                        ConversationId.of(tenant, "conversation-%05d".formatted(i)),
                        IntStream.range(0, LENGTH)
                                .mapToObj(place -> SampleMessages.any().withId("import-" + place))
                                .toList()));
    }

    /** Returns all messages as rows. */
    public Stream<RawRow> rows() {
        return all().flatMap(History::rows);
    }

    /** Writes the conversations as lines of JSON. */
    public void write(Path file) throws IOException {
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            all().forEach(history -> lines.println(history.json()));
            if (lines.checkError()) {
                throw new UncheckedIOException(new IOException("cannot write " + file));
            }
        }
    }
}
