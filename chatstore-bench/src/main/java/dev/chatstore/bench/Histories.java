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

/** Conversations of 100 messages, made when they are asked for. */
record Histories(String tenant, int count) {
    /** How many messages are imported; a system property, since the forked JVMs are told it. */
    static final String PROPERTY = "bench.import";

    private static final int LENGTH = 100;

    /** A conversation. Its messages have ids, as an import gives them. */
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
                                .mapToObj(place -> Texts.any().withId("import-" + place))
                                .toList()));
    }

    Stream<RawRow> rows() {
        return all().flatMap(History::rows);
    }

    /** Writes them as lines of JSON. */
    void write(Path file) throws IOException {
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(file))) {
            all().forEach(history -> lines.println(history.json()));
            if (lines.checkError()) {
                throw new UncheckedIOException(new IOException("cannot write " + file));
            }
        }
    }

    /** Returns how many messages were imported, which must be all. */
    long check(long imported) {
        if (imported != (long) count * LENGTH) {
            throw new IllegalStateException(imported + " messages were imported");
        }
        return imported;
    }
}
