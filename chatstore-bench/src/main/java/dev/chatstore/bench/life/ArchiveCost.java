package dev.chatstore.bench.life;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.bench.store.Database;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.archive.run.ArchiveCounts;
import dev.chatstore.core.archive.run.ArchiveReport;
import dev.chatstore.core.archive.run.ArchiveRule;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Archives a new store, reads conversations back, and brings all messages back. */
final class ArchiveCost {
    /** The rule of all runs: the conversations were active a year ago. */
    static final ArchiveRule RULE =
            ArchiveRule.NONE.withAfter(Duration.ofDays(30)).withMinMessages(2);

    private static final long SEED = 4711;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Database server;
    private final int reads;

    /**
     * Creates it.
     *
     * @param server creates the new databases
     * @param reads the maximum number of conversations that are read back
     */
    ArchiveCost(Database server, int reads) {
        this.server = server;
        this.reads = reads;
    }

    /**
     * Measures one store.
     *
     * @throws IllegalStateException if a number or a text is not as it should be
     */
    ArchiveFigures measure(OldConversations conversations, ArchivePlace place) throws SQLException {
        long expected = (long) conversations.count() * (conversations.length() - 1);
        try (Database database = server.fresh()) {
            Timed in;
            try (ChatStorage storage = open(database, place)) {
                conversations.load(storage);
                in = Timed.of(Archive.of(storage).withRule(RULE), false);
            }
            check("messages moved", in.counts().messages(), expected);
            // A new process, so that nothing is decoded yet.
            try (ChatStorage storage = open(database, place)) {
                Histogram read = read(storage, conversations);
                Timed back = Timed.of(Archive.of(storage), true);
                check("messages brought back", back.counts().messages(), expected);
                return new ArchiveFigures(
                        expected,
                        in.rate(),
                        in.beforeNanos() / NANOS_PER_SECOND,
                        (double) in.counts().bytes() / expected,
                        (double) in.counts().stored() / expected,
                        read.getValueAtPercentile(50) / NANOS_PER_MILLI,
                        read.getValueAtPercentile(99) / NANOS_PER_MILLI,
                        back.rate());
            }
        }
    }

    private static ChatStorage open(Database database, ArchivePlace place) {
        return ChatStorage.builder()
                .url(database.url())
                .settings(place.settings())
                .open();
    }

    /** Reads each conversation once at most: a segment that was read stays decoded for a while. */
    private Histogram read(ChatStorage storage, OldConversations conversations) {
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, conversations.count()).boxed().toList());
        Collections.shuffle(order, new Random(SEED));
        Histogram times = new Histogram(1, TimeUnit.MINUTES.toNanos(2), DIGITS);
        Slice whole = Slice.oldest(conversations.length());
        for (int conversation : order.subList(0, Math.min(reads, order.size()))) {
            long began = System.nanoTime();
            List<Message> messages = storage.chats().history(conversations.id(conversation), whole);
            times.recordValue(Math.min(System.nanoTime() - began, times.getHighestTrackableValue()));
            List<String> texts = messages.stream().map(Message::text).toList();
            if (!texts.equals(conversations.texts().messages(conversation, conversations.length()).stream()
                    .map(NewMessage::text)
                    .toList())) {
                throw new IllegalStateException("conversation " + conversation + " is not as it was");
            }
        }
        return times;
    }

    private static void check(String what, long number, long expected) {
        if (number != expected) {
            throw new IllegalStateException(what + ": " + number + " instead of " + expected);
        }
    }

    /**
     * A run with its times.
     *
     * @param counts what it did
     * @param beforeNanos the time before its first step, in which it trains the dictionary
     * @param nanos the time from its first step to its end
     */
    private record Timed(ArchiveCounts counts, long beforeNanos, long nanos) {
        static Timed of(Archive archive, boolean isBack) {
            long began = System.nanoTime();
            long[] first = {0};
            Archive watched = archive.onProgress(counts -> {
                if (first[0] == 0) {
                    first[0] = System.nanoTime() - began;
                }
            });
            ArchiveReport report = (isBack ? watched.unarchiveAll() : watched.run()).orElseThrow();
            return new Timed(report.total(), first[0], System.nanoTime() - began - first[0]);
        }

        double rate() {
            return counts.messages() * NANOS_PER_SECOND / nanos;
        }
    }
}
