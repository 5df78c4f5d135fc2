package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.bench.data.BenchmarkDirectory;
import dev.chatstore.bench.data.Histories;
import dev.chatstore.bench.measure.Aim;
import dev.chatstore.bench.measure.Aim.Kind;
import dev.chatstore.bench.measure.Figures;
import dev.chatstore.bench.measure.Result;
import dev.chatstore.bench.measure.SingleRun;
import dev.chatstore.bench.store.Backend;
import dev.chatstore.bench.store.Database;
import dev.chatstore.bench.store.TransferProcess;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.transfer.HistoryImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Dumps, restores, copies and the inspection of a source, each in a new JVM with a heap of 64 MB. */
final class TransferSection implements Section {
    /** As many messages as a file of 200 MB has. */
    private static final int INSPECTED = 900_000;

    /** Not the logs of imports. */
    private static final StoreScope SCOPE = StoreScope.ofTenant(ConversationId.DEFAULT_TENANT);

    private final Options options;
    private final List<Step> steps = new ArrayList<>();
    private final Resources resources = new Resources();
    private @Nullable Source source;

    /** A store on SQLite and its dump. */
    private record Source(String url, Path dump, Histories histories) {}

    TransferSection(Options options) {
        this.options = options;
        for (Backend backend : Backend.values()) {
            String messages = "%,d messages".formatted(options.messages());
            compare(backend, backend + " restore of " + messages, TransferSection::restore);
            compare(backend, backend + " copy of " + messages + " from SQLite", TransferSection::copy);
            dump(backend, backend + " dump of " + messages);
        }
        inspect();
    }

    private interface Fill {
        Figures run(Source source, Database target) throws Exception;
    }

    private static Figures restore(Source source, Database target) throws IOException, InterruptedException {
        return TransferProcess.restore(
                source.dump(), target.url(), source.histories().messages());
    }

    private static Figures copy(Source source, Database target) throws IOException, InterruptedException {
        return TransferProcess.copy(
                source.url(), target.url(), source.histories().messages());
    }

    private void compare(Backend backend, String path, Fill fill) {
        Aim aim = Aim.timeWithin(1.5);
        Duration time = Duration.ofMillis((long) options.messages() * options.imports() / 20);
        steps.add(Step.taking(time, path, List.of(aim), plan -> {
            List<Figures> ours = new ArrayList<>();
            List<Figures> raw = new ArrayList<>();
            try (Database database = backend.open()) {
                for (int round = 0; round < options.imports(); round++) {
                    ours.add(intoStore(database, fill));
                    raw.add(intoTable(database));
                }
                return new Result(
                        path,
                        List.of(aim),
                        List.of(),
                        List.of(
                                new Result.Measured("store", ours),
                                new Result.Measured(database.bulkLoad().label(), raw)),
                        List.of(),
                        null);
            }
        }));
    }

    private Figures intoStore(Database database, Fill fill) throws Exception {
        try (Database fresh = database.fresh()) {
            return fill.run(source(), fresh);
        }
    }

    private Figures intoTable(Database database) throws Exception {
        Histories histories = source().histories();
        try (Database fresh = database.fresh()) {
            return SingleRun.measure(histories.messages(), fresh.processes(), () -> fresh.loadRaw(histories.rows()));
        }
    }

    private void dump(Backend backend, String path) {
        List<Aim> aims = List.of(new Aim(Kind.MESSAGES_PER_SECOND, 100_000.0));
        steps.add(Step.taking(Duration.ofMillis(options.messages() / 30L), path, aims, plan -> {
            List<Figures> ours = new ArrayList<>();
            try (Database database = backend.open();
                    BenchmarkDirectory directory = BenchmarkDirectory.open()) {
                restore(source(), database);
                for (int round = 0; round < options.imports(); round++) {
                    ours.add(TransferProcess.dump(
                            database.url(),
                            directory.file("again.dump.zst"),
                            source().histories().messages()));
                }
            }
            return ProcessSection.single(path, aims, "dump", ours);
        }));
    }

    private void inspect() {
        String path = "inspection of a file of 200 MB";
        List<Aim> aims = List.of(new Aim(Kind.MILLIS, 10_000.0));
        steps.add(Step.taking(Duration.ofSeconds(options.imports() * 6L), path, aims, plan -> {
            List<Figures> ours = new ArrayList<>();
            try (BenchmarkDirectory directory = BenchmarkDirectory.open()) {
                Path file = directory.file("histories.jsonl");
                Histories histories = Histories.ofMessages(ConversationId.DEFAULT_TENANT, INSPECTED);
                histories.write(file);
                if (Files.size(file) < 200_000_000) {
                    throw new IllegalStateException("the file has only " + Files.size(file) + " bytes");
                }
                for (int round = 0; round < options.imports(); round++) {
                    double rate =
                            TransferProcess.inspect(file, histories.messages()).rate();
                    ours.add(Figures.of(histories.messages() * 1e3 / rate));
                }
            }
            return ProcessSection.single(path, aims, "inspection", ours);
        }));
    }

    private Source source() {
        return Objects.requireNonNull(source);
    }

    @Override
    public String name() {
        return "transfers";
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public List<Backend> backends() {
        return List.of(Backend.values());
    }

    @Override
    public Duration opening() {
        return Duration.ofMillis(options.messages() / 20L);
    }

    @Override
    public void open(List<Step> selected) throws IOException, SQLException {
        Database database = resources.add(Backend.SQLITE.open());
        BenchmarkDirectory directory = resources.add(BenchmarkDirectory.open());
        Histories histories = Histories.ofMessages(ConversationId.DEFAULT_TENANT, options.messages());
        Path file = directory.file("histories.jsonl");
        histories.write(file);
        Path dump = directory.file("histories.dump.zst");
        try (ChatStorage storage = ChatStorage.open(database.url())) {
            HistoryImport.into(storage.chats()).chatCompletions(file);
            StoreDump.of(storage).withScope(SCOPE).write(dump);
        }
        Files.delete(file);
        source = new Source(database.url(), dump, histories);
    }

    @Override
    public void close() {
        resources.close();
    }
}
