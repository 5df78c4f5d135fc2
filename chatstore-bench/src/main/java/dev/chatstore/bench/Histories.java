package dev.chatstore.bench;

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

/** Conversations of 100 messages, generated on demand. */
record Histories(String tenant, int count) {
    /** Number of messages to import: a system property, which is passed to the forked JVMs. */
    static final String PROPERTY = "bench.import";

    private static final int LENGTH = 100;

    /** A conversation. Its messages have ids, like those of an import. */
    record History(ConversationId conversation, List<NewMessage> messages) {
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

    static int messagesToImport() {
        return Integer.getInteger(PROPERTY, 1_000_000);
    }

    static Histories toImport() {
        return new Histories(ConversationId.DEFAULT_TENANT, messagesToImport() / LENGTH);
    }

    static Histories toWarmUp() {
        return new Histories("warm-up", 200);
    }

    Stream<History> all() {
        return IntStream.range(0, count)
                .mapToObj(i -> new History(
                        ConversationId.of(tenant, "conversation-%05d".formatted(i)),
                        IntStream.range(0, LENGTH)
                                .mapToObj(place -> SampleMessages.any().withId("import-" + place))
                                .toList()));
    }

    Stream<RawRow> rows() {
        return all().flatMap(History::rows);
    }

    /** Writes the conversations as lines of JSON. */
    void write(Path file) throws IOException {
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            all().forEach(history -> lines.println(history.json()));
            if (lines.checkError()) {
                throw new UncheckedIOException(new IOException("cannot write " + file));
            }
        }
    }

    /** Verifies that all messages were imported, and returns their number. */
    long check(long imported) {
        if (imported != (long) count * LENGTH) {
            throw new IllegalStateException(imported + " messages were imported instead of " + (long) count * LENGTH);
        }
        return imported;
    }
}
