package dev.chatstore.bench.life;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.bench.data.SampleMessages;
import dev.chatstore.bench.store.Database;
import dev.chatstore.core.audit.AuditTrailHead;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Compares edits, redactions and appends by two storages of one store, of which one records changes in the audit trail. */
final class AuditCost {
    private static final int LENGTH = 60;
    private static final int SIDES = 2;
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MICRO = 1e3;

    private final LifeOptions options;
    private final TextSource texts;

    AuditCost(LifeOptions options, TextSource texts) {
        this.options = options;
        this.texts = texts;
    }

    private interface Change {
        Optional<?> make(ChatStore chats, ConversationId id, long sequence);
    }

    private record Pair(double off, double on) {}

    /**
     * Measures it on a new store.
     *
     * @throws IllegalStateException if the trail has not recorded all changes
     */
    List<LifeRow> measure(Database server) throws SQLException, InterruptedException, ExecutionException {
        try (Database database = server.fresh();
                ChatStorage off = open(database, "off");
                ChatStorage on = open(database, "changes")) {
            int messages = (options.rounds() + 1) * SIDES * options.calls();
            OldConversations conversations = new OldConversations("audit", messages / LENGTH + 1, LENGTH, texts);
            conversations.load(off);
            List<LifeRow> rows = new ArrayList<>();
            rows.addAll(changes(
                    "edit",
                    off,
                    on,
                    conversations,
                    (chats, id, sequence) -> chats.edit(
                            id, sequence, MessageEdit.of(SampleMessages.any().text()))));
            rows.addAll(changes("redact", off, on, conversations, ChatStore::redact));
            long recorded = on.audit().trails().stream()
                    .mapToLong(AuditTrailHead::entries)
                    .sum();
            if (recorded < messages) {
                throw new IllegalStateException(recorded + " entries in the trail instead of " + messages);
            }
            rows.addAll(appends(off, on));
            return rows;
        }
    }

    private static ChatStorage open(Database database, String audit) {
        return ChatStorage.builder().url(database.url()).set("audit", audit).open();
    }

    /** Makes each change of another message, by both storages in turn. The first round warms up. */
    private List<LifeRow> changes(
            String name, ChatStorage off, ChatStorage on, OldConversations conversations, Change change) {
        List<Pair> pairs = new ArrayList<>();
        int message = 0;
        for (int round = 0; round <= options.rounds(); round++) {
            Histogram offTimes = newHistogram();
            Histogram onTimes = newHistogram();
            for (int call = 0; call < options.calls(); call++) {
                boolean isOffFirst = call % 2 == 0;
                time(isOffFirst ? off : on, isOffFirst ? offTimes : onTimes, conversations, message++, change);
                time(isOffFirst ? on : off, isOffFirst ? onTimes : offTimes, conversations, message++, change);
            }
            if (round > 0) {
                pairs.add(new Pair(micros(offTimes), micros(onTimes)));
            }
        }
        return List.of(
                new LifeRow(
                        name + ", audit off",
                        "us",
                        pairs.stream().map(Pair::off).toList()),
                new LifeRow(
                        name + ", audit on", "us", pairs.stream().map(Pair::on).toList()),
                new LifeRow(
                        name + ", time with audit / without",
                        "",
                        pairs.stream().map(pair -> pair.on() / pair.off()).toList()));
    }

    private static void time(
            ChatStorage storage, Histogram times, OldConversations conversations, int message, Change change) {
        ConversationId id = conversations.id(message / LENGTH);
        long began = System.nanoTime();
        Optional<?> changed = change.make(storage.chats(), id, message % LENGTH + 1L);
        times.recordValue(Math.min(System.nanoTime() - began, times.getHighestTrackableValue()));
        if (changed.isEmpty()) {
            throw new IllegalStateException("message " + message + " does not exist");
        }
    }

    private static Histogram newHistogram() {
        return new Histogram(1, TimeUnit.MINUTES.toNanos(2), DIGITS);
    }

    private static double micros(Histogram times) {
        return times.getValueAtPercentile(50) / NANOS_PER_MICRO;
    }

    private List<LifeRow> appends(ChatStorage off, ChatStorage on) throws InterruptedException, ExecutionException {
        List<Pair> pairs = new ArrayList<>();
        try (Writers writers = new Writers(options.writers())) {
            for (int round = 0; round <= options.rounds(); round++) {
                WriterSlice first = writers.alone(off.chats(), options.slice());
                WriterSlice second = writers.alone(on.chats(), options.slice());
                WriterSlice third = writers.alone(on.chats(), options.slice());
                WriterSlice fourth = writers.alone(off.chats(), options.slice());
                if (round > 0) {
                    pairs.add(new Pair(
                            first.plus(fourth).appendsPerSecond(),
                            second.plus(third).appendsPerSecond()));
                }
            }
        }
        String name = "appends of " + options.writers() + " writers";
        return List.of(
                new LifeRow(
                        name + ", audit off",
                        "messages/s",
                        pairs.stream().map(Pair::off).toList()),
                new LifeRow(
                        name + ", audit on",
                        "messages/s",
                        pairs.stream().map(Pair::on).toList()),
                new LifeRow(
                        name + ", rate with audit / without",
                        "",
                        pairs.stream().map(pair -> pair.on() / pair.off()).toList()));
    }
}
