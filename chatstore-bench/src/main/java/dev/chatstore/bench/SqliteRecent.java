package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.sqlite.SQLiteConfig.TransactionMode;

/** The newest messages: from the store, and by the same query on the same file. */
public class SqliteRecent {
    /** A store in a file, and plain connections to that file. */
    @State(Scope.Benchmark)
    public static class File {
        /** What is read from. */
        @Param("ONE_OF_10")
        public Conversations conversations;

        /** How many messages are read at most. */
        @Param("20")
        public int limit;

        private final Folder folder = Folder.open();
        private final Path path = folder.file("store.db");
        private final ChatStorage storage = ChatStorage.open("sqlite:" + path);
        private RawRecent raw;

        /** Fills it. */
        @Setup
        public void fill() {
            Stores.fill(storage.chats(), conversations);
            raw = new RawRecent(RawSqlite.open(path, TransactionMode.DEFERRED, RawRecent.READERS));
        }

        ConversationId next() {
            return conversations.ids().get(conversations.next());
        }

        /** Removes it. */
        @TearDown
        public void close() {
            raw.close();
            storage.close();
            folder.close();
        }
    }

    /** Reads by the store. */
    @Benchmark
    public List<Message> recent(File file) {
        return file.storage.chats().recent(file.next(), file.limit);
    }

    /** Reads by the query, and makes the same objects. */
    @Benchmark
    public List<Message> query(File file) throws SQLException {
        return file.raw.messages(file.next(), file.limit);
    }

    /** Reads by the query, and makes nothing but the columns. */
    @Benchmark
    public int columns(File file, Blackhole blackhole) throws SQLException {
        return file.raw.columns(file.next(), file.limit, blackhole);
    }
}
