package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.transfer.HistoryImport;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Imports of many messages into an empty store on a server. Each benchmark runs once. */
public class ServerImportBenchmarks {
    /** Histories, and an empty store to import them into. */
    @State(Scope.Benchmark)
    public static class Target {
        /** The server. */
        @Param("POSTGRES")
        public DatabaseServer server;

        private final BenchmarkDirectory directory = BenchmarkDirectory.open();
        private final Path file = directory.file("histories.jsonl");
        private final Histories histories = Histories.toImport();
        private ServerDatabase database;
        private ChatStorage storage;

        /** Starts the server and runs each benchmark on a small scale. */
        @Setup
        public void warmUp() throws SQLException, IOException {
            database = ServerDatabase.open(server);
            storage = database.store();
            Histories few = Histories.toWarmUp();
            few.write(file);
            HistoryImport.into(storage.chats()).forTenant("warm-up-file").chatCompletions(file);
            append(few);
            database.load("raw_message", few.rows());
            histories.write(file);
        }

        /** Appends as {@link HistoryImport} does: 500 messages at a time, each with an id. */
        private void append(Histories some) {
            List<Append> batch = new ArrayList<>();
            int messages = 0;
            Iterator<Histories.History> all = some.all().iterator();
            while (all.hasNext()) {
                Histories.History history = all.next();
                List<NewMessage> identified = history.messages();
                batch.add(Append.of(history.conversation(), identified));
                messages += identified.size();
                if (messages >= 500 || !all.hasNext()) {
                    storage.chats().appendAll(batch).forEach(AppendOutcome::receipt);
                    batch.clear();
                    messages = 0;
                }
            }
        }

        /** Closes and deletes everything. */
        @TearDown
        public void close() {
            storage.close();
            database.close();
            directory.close();
        }
    }

    /** Imports a file. */
    @Benchmark
    public long file(Target target) throws IOException {
        return target.histories.check(HistoryImport.into(target.storage.chats())
                .chatCompletions(target.file)
                .added());
    }

    /** Appends the same messages without a file. */
    @Benchmark
    public void appendAll(Target target) {
        target.append(target.histories);
    }

    /** Writes the same rows into a raw table. */
    @Benchmark
    public void load(Target target) throws SQLException {
        target.database.load("raw_message", target.histories.rows());
    }
}
