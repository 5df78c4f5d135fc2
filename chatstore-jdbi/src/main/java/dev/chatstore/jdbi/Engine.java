package dev.chatstore.jdbi;

import dev.chatstore.api.Change;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.jdbi.Dialect.Locking;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** What every operation works with. */
record Engine(
        Statements statements,
        Transactions transactions,
        Locking locking,
        InstantSource clock,
        Consumer<Change> committed) {
    /** Returns the time as the tables keep it. */
    Instant now() {
        return Micros.now(clock);
    }

    Query query(Handle handle, Sql sql) {
        return handle.createQuery(statements.text(sql));
    }

    Query query(Handle handle, Sql sql, ConversationId id) {
        return bind(query(handle, sql), id);
    }

    Query query(Handle handle, Sql sql, SessionKey key) {
        return bind(query(handle, sql), key);
    }

    Update update(Handle handle, Sql sql) {
        return handle.createUpdate(statements.text(sql));
    }

    Update update(Handle handle, Sql sql, ConversationId id) {
        return bind(update(handle, sql), id);
    }

    Update update(Handle handle, Sql sql, SessionKey key) {
        return bind(update(handle, sql), key);
    }

    /** Executes a statement for each of some rows, all in one round trip where the driver knows how. */
    <R> void writeEach(Handle handle, Sql sql, Instant now, List<R> rows, BiConsumer<R, ColumnWriter> writer) {
        if (rows.size() == 1) {
            Update one = update(handle, sql).bind("now", Micros.of(now));
            writer.accept(rows.get(0), new Parameters(one));
            one.execute();
            return;
        }
        PreparedBatch batch = handle.prepareBatch(statements.text(sql));
        for (R row : rows) {
            writer.accept(row, new Parameters(batch));
            batch.bind("now", Micros.of(now)).add();
        }
        batch.execute();
    }

    private static <T extends SqlStatement<T>> T bind(T statement, SessionKey key) {
        return statement.bind("tenant", key.tenant()).bind("id", key.value());
    }

    private static <T extends SqlStatement<T>> T bind(T statement, ConversationId id) {
        return statement.bind("tenant", id.tenant()).bind("conversation", id.value());
    }
}
