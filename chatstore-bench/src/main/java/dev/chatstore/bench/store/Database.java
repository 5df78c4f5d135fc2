package dev.chatstore.bench.store;

import dev.chatstore.bench.data.ConversationSet;
import dev.chatstore.bench.data.RawRow;
import dev.chatstore.bench.raw.BulkLoad;
import dev.chatstore.bench.raw.RawPool;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A database with the tables of a store, and with raw tables that have the same columns and primary keys and no other
 * index.
 */
public interface Database extends AutoCloseable {
    /** Returns the URL of the store. */
    String url();

    /** Opens connections for raw reads of the store's tables; the caller closes them. */
    RawPool readers(int connections);

    /** Opens connections for raw writes of the raw tables, at most the given number; the caller closes them. */
    RawPool writers(int connections);

    /** Fills the store and the raw table with their initial conversations, without using the store. */
    void fill(Collection<ConversationSet> store, Collection<ConversationSet> raw) throws SQLException;

    /** Returns the fastest way to load rows. */
    BulkLoad bulkLoad();

    /** Writes rows into the raw table in the fastest way. */
    void loadRaw(Stream<RawRow> rows) throws SQLException;

    /** Returns the ids of the server's processes. */
    List<Long> processes();

    /** Creates an empty database on the same server; the caller closes it. */
    Database fresh() throws SQLException;

    @Override
    void close();
}
