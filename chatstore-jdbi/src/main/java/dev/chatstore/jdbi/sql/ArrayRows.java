package dev.chatstore.jdbi.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows as one array for each column, so that a statement takes any number of them. Every row has the same
 * columns. Not safe for use by several threads.
 */
public final class ArrayRows implements ColumnWriter {
    private final String prefix;
    private final Map<String, Column> columns = new LinkedHashMap<>();

    private record Column(String type, List<@Nullable Object> values) {}

    /**
     * Begins without rows.
     *
     * @param prefix the beginning of the parameters' names, before the names of the columns
     */
    public ArrayRows(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public ArrayRows text(String column, @Nullable String value) {
        return add("text", column, value);
    }

    @Override
    public ArrayRows number(String column, @Nullable Long value) {
        return add("int8", column, value);
    }

    private ArrayRows add(String type, String column, @Nullable Object value) {
        columns.computeIfAbsent(column, any -> new Column(type, new ArrayList<>()))
                .values()
                .add(value);
        return this;
    }

    /** Binds each column to its parameter. */
    public void bindTo(SqlStatement<?> statement) {
        columns.forEach((name, column) -> statement.bind(prefix + name, array(column)));
    }

    private static Argument array(Column column) {
        return (position, statement, context) -> statement.setArray(
                position, statement.getConnection().createArrayOf(column.type, column.values.toArray()));
    }
}
