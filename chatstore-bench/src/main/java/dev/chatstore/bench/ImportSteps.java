package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.data.Histories;
import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Aim.Kind;
import dev.chatstore.bench.measure.Figures;
import dev.chatstore.bench.measure.Result;
import dev.chatstore.bench.measure.SingleRun;
import dev.chatstore.bench.store.Backend;
import dev.chatstore.bench.store.Database;
import dev.chatstore.core.transfer.HistoryImport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Imports of many messages with ids into empty stores. */
final class ImportSteps {
    /** Messages of one call of {@code appendAll}. */
    private static final int CALL = 500;

    private final Options options;
    private final Supplier<Database> database;
    private final List<Step> steps = new ArrayList<>();

    ImportSteps(Backend backend, Options options, Aim aim, Supplier<Database> database) {
        this.options = options;
        this.database = database;
        String path = "%s import of %,d messages".formatted(backend, options.messages());
        add(path + ", from a file", aim, ImportSteps::importFile);
        if (!options.isShort()) {
            add(path + ", by appendAll", Aim.none(Kind.TIME), ImportSteps::appendAll);
        }
    }

    List<Step> all() {
        return steps;
    }

    private interface Load {
        void run(ChatStorage storage, Histories histories, Path file) throws IOException;
    }

    private void add(String path, Aim aim, Load load) {
        // Some 15,000 messages a second by the store, and 60,000 raw.
        Duration time = Duration.ofMillis((long) options.messages() * options.imports() / 12);
        steps.add(Step.taking(time, path, List.of(aim), plan -> measure(path, aim, load)));
    }

    private Result measure(String path, Aim aim, Load load) throws Exception {
        Histories histories = Histories.ofMessages(ConversationId.DEFAULT_TENANT, options.messages());
        List<Figures> ours = new ArrayList<>();
        List<Figures> raw = new ArrayList<>();
        try (BenchmarkDirectory directory = BenchmarkDirectory.open()) {
            Path file = directory.file("histories.jsonl");
            histories.write(file);
            for (int round = 0; round < options.imports(); round++) {
                if (round % 2 == 0) {
                    ours.add(intoStore(load, histories, file));
                    raw.add(intoTable(histories));
                } else {
                    raw.add(intoTable(histories));
                    ours.add(intoStore(load, histories, file));
                }
            }
        }
        return new Result(
                path,
                List.of(aim),
                List.of(),
                List.of(
                        new Result.Measured("store", ours),
                        new Result.Measured(database.get().bulkLoad().label(), raw)),
                List.of(),
                null);
    }

    private Figures intoStore(Load load, Histories histories, Path file) throws Exception {
        try (Database fresh = database.get().fresh();
                ChatStorage storage = ChatStorage.open(fresh.url());
                BenchmarkDirectory directory = BenchmarkDirectory.open()) {
            Histories few = Histories.ofMessages("warm-up", Math.min(20_000, options.messages()));
            Path first = directory.file("warm-up.jsonl");
            few.write(first);
            load.run(storage, few, first);
            return SingleRun.measure(histories.messages(), fresh.processes(), () -> load.run(storage, histories, file));
        }
    }

    private Figures intoTable(Histories histories) throws Exception {
        try (Database fresh = database.get().fresh()) {
            fresh.loadRaw(Histories.ofMessages("warm-up", Math.min(20_000, options.messages()))
                    .rows());
            return SingleRun.measure(histories.messages(), fresh.processes(), () -> fresh.loadRaw(histories.rows()));
        }
    }

    private static void importFile(ChatStorage storage, Histories histories, Path file) throws IOException {
        long added = HistoryImport.into(storage.chats())
                .forTenant(histories.tenant())
                .chatCompletions(file)
                .added();
        if (added != histories.messages()) {
            throw new IllegalStateException(added + " messages were imported instead of " + histories.messages());
        }
    }

    private static void appendAll(ChatStorage storage, Histories histories, Path file) {
        List<Append> batch = new ArrayList<>();
        int messages = 0;
        Iterator<Histories.History> all = histories.all().iterator();
        while (all.hasNext()) {
            Histories.History history = all.next();
            List<NewMessage> identified = history.messages();
            batch.add(Append.of(history.conversation(), identified));
            messages += identified.size();
            if (messages >= CALL || !all.hasNext()) {
                storage.chats().appendAll(batch).forEach(AppendOutcome::receipt);
                batch.clear();
                messages = 0;
            }
        }
    }
}
