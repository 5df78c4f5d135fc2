package dev.chatstore.bench;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.NewMessage;
import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.SampleMessages;
import dev.chatstore.bench.measure.Operation;
import dev.chatstore.bench.raw.RawPool;
import dev.chatstore.bench.raw.RawTable;
import dev.chatstore.bench.store.Backend;
import dev.chatstore.bench.store.Database;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A store, and raw tables in the same database. */
final class StoreUnderTest implements AutoCloseable {
    private final Database database;
    private final ChatStorage storage;
    private final AtomicLong ids = new AtomicLong();
    private final Map<ConversationSet, RawTable> tables = new HashMap<>();

    private StoreUnderTest(Database database, Map<String, String> settings) {
        this.database = database;
        storage = ChatStorage.builder().url(database.url()).settings(settings).open();
    }

    /**
     * Starts the server, and fills the tables as the steps need it.
     *
     * @param settings the store's settings that differ from the defaults
     */
    static StoreUnderTest open(Backend backend, Map<String, String> settings, List<Step> steps) throws SQLException {
        Database database = backend.open();
        Set<ConversationSet> raw = Step.conversations(steps, Step::inRaw);
        database.fill(Step.conversations(steps, Step::inStore), raw);
        StoreUnderTest store = new StoreUnderTest(database, settings);
        raw.forEach(conversations -> store.tables.put(conversations, new RawTable(conversations)));
        return store;
    }

    Database database() {
        return database;
    }

    ChatStorage storage() {
        return storage;
    }

    Operation append(ConversationSet conversations, List<NewMessage> messages) {
        return () -> storage.chats().append(conversations.nextId(), SampleMessages.any(messages));
    }

    Operation appendWithId(ConversationSet conversations) {
        return () -> storage.chats()
                .append(conversations.nextId(), SampleMessages.any().withId("message-" + ids.getAndIncrement()));
    }

    Operation recent(ConversationSet conversations, int limit) {
        return () -> storage.chats().recent(conversations.nextId(), limit);
    }

    Operation insert(RawPool pool, ConversationSet conversations, List<NewMessage> messages) {
        RawTable table = tables.get(conversations);
        if (table == null) {
            throw new IllegalArgumentException("the raw table does not contain " + conversations);
        }
        return () -> table.insert(pool, messages);
    }

    @Override
    public void close() {
        storage.close();
        database.close();
    }
}
