package dev.chatstore.jdbi.sql;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * A connection with the texts of its statements, valid for one run of some work. Not safe for use by several threads.
 */
public final class SqlHandle {
    private final Handle handle;
    private final Statements statements;
    private final LongSupplier clock;
    private final boolean mayBeCommitted;

    SqlHandle(Handle handle, Statements statements, LongSupplier clock, boolean mayBeCommitted) {
        this.handle = handle;
        this.statements = statements;
        this.clock = clock;
        this.mayBeCommitted = mayBeCommitted;
    }

    /** Returns whether an earlier run of the same work may have been committed although its reply was lost. */
    public boolean mayBeCommitted() {
        return mayBeCommitted;
    }

    /** Returns whether a statement that writes rows also returns them. */
    public boolean returnsRows(Sql sql) {
        return statements.returnsRows(sql);
    }

    /** Returns whether the dialect has a statement that not all need. */
    public boolean has(Sql sql) {
        return statements.has(sql);
    }

    /** Returns a statement that returns rows. */
    public Query query(Sql sql) {
        return withClock(sql, handle.createQuery(statements.text(sql)));
    }

    /** Returns a statement that returns rows, with the columns of a row as its parameters. */
    public Query query(Sql sql, Consumer<ColumnWriter> row) {
        Query query = query(sql);
        row.accept(new ParameterWriter(query));
        return query;
    }

    /** Returns a statement that returns rows of a conversation. */
    public Query query(Sql sql, ConversationId id) {
        return bind(query(sql), id);
    }

    /** Returns a statement that returns a session. */
    public Query query(Sql sql, SessionId key) {
        return bind(query(sql), key);
    }

    /** Returns a statement that returns rows for the keys that a writer writes. */
    public <R> Query queryEach(Sql sql, List<R> rows, BiConsumer<R, ColumnWriter> writer) {
        StringBuilder text = new StringBuilder();
        List<@Nullable Object> values = new ArrayList<>();
        statements.template(sql).write(rows, writer, text, values);
        Query query = handle.createQuery(text.toString());
        for (int i = 0; i < values.size(); i++) {
            query.bind(i, values.get(i));
        }
        return query;
    }

    /** Sends a packet, which is a transaction by itself. */
    public void send(Packet packet) {
        try {
            packet.send(handle.getConnection());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Returns a statement that returns the number of rows that it changes. */
    public Update update(Sql sql) {
        return withClock(sql, handle.createUpdate(statements.text(sql)));
    }

    /** Returns a statement that changes rows of a conversation. */
    public Update update(Sql sql, ConversationId id) {
        return bind(update(sql), id);
    }

    /** Returns a statement that changes a session. */
    public Update update(Sql sql, SessionId key) {
        return bind(update(sql), key);
    }

    /** Executes a statement for each row, all in one round trip if the driver supports it; nothing without rows. */
    public <R> void updateEach(Sql sql, List<R> rows, BiConsumer<R, ColumnWriter> writer) {
        if (rows.isEmpty()) {
            return;
        }
        if (rows.size() == 1) {
            Update one = update(sql);
            writer.accept(rows.get(0), new ParameterWriter(one));
            one.execute();
            return;
        }
        PreparedBatch batch = handle.prepareBatch(statements.text(sql));
        for (R row : rows) {
            writer.accept(row, new ParameterWriter(batch));
            batch.add();
        }
        batch.execute();
    }

    /**
     * Inserts many rows in the dialect's way; nothing without rows.
     *
     * @param insert the statement that inserts one row
     * @param copy the statement that copies rows, which is used if the dialect has it
     * @param rows the values of each row in the order of the statement: texts, longs or null
     */
    public void insertAll(Sql insert, Sql copy, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            String copyText = statements.has(copy) ? statements.text(copy) : null;
            try {
                statements.rowInsert().run(handle.getConnection(), statements.text(insert), copyText, rows);
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
        }
    }

    /**
     * Executes an update of a single row that passes a number to {@code last_insert_id}, and returns that number, 0 if it
     * is null, or empty if there is no such row.
     */
    public OptionalLong numberOf(Update update) {
        update.getContext().setReturningGeneratedKeys(true);
        return update.execute((executed, context) -> {
            PreparedStatement statement = executed.get();
            if (statement.getUpdateCount() == 0) {
                return OptionalLong.empty();
            }
            try (ResultSet key = statement.getGeneratedKeys()) {
                return OptionalLong.of(key.next() ? key.getLong(1) : 0);
            }
        });
    }

    /** Executes a statement that writes a row, and returns the number that it passes to {@code last_insert_id}, or 0. */
    public long numberOf(Sql sql, Consumer<ColumnWriter> writer) {
        Update update = update(sql);
        writer.accept(new ParameterWriter(update));
        return numberOf(update).orElse(0);
    }

    /** Executes a statement without parameters. */
    public void execute(Sql sql) {
        handle.execute(statements.text(sql));
    }

    /** Returns the columns of a table in the current database or schema, in lower case; none if it does not exist. */
    public Set<String> columns(String table) {
        Connection connection = handle.getConnection();
        Set<String> names = new HashSet<>();
        try {
            String schema = connection.getSchema();
            // The name is a pattern there, in which an underscore stands for any character.
            try (ResultSet rows = connection.getMetaData().getColumns(connection.getCatalog(), schema, table, "%")) {
                while (rows.next()) {
                    if (rows.getString("TABLE_NAME").equalsIgnoreCase(table)
                            && (schema == null || schema.equals(rows.getString("TABLE_SCHEM")))) {
                        names.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
        return names;
    }

    /** Executes a script of several statements. */
    public void executeScript(String script) {
        handle.createScript(script).executeAsSeparateStatements();
    }

    private <T extends SqlStatement<T>> T withClock(Sql sql, T statement) {
        return statements.takesClock(sql) ? statement.bind("clock", clock.getAsLong()) : statement;
    }

    private static <T extends SqlStatement<T>> T bind(T statement, SessionId key) {
        return statement.bind("tenant", key.tenant()).bind("name", key.name()).bind("id", key.value());
    }

    private static <T extends SqlStatement<T>> T bind(T statement, ConversationId id) {
        return statement.bind("tenant", id.tenant()).bind("conversation", id.value());
    }
}
