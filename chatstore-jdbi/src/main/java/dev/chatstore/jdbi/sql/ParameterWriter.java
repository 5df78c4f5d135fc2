package dev.chatstore.jdbi.sql;

import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Binds the columns of a row to the parameters of a statement, which have the same names. */
record ParameterWriter(SqlStatement<?> statement) implements ColumnWriter {
    @Override
    public ParameterWriter text(String column, @Nullable String value) {
        statement.bind(column, value);
        return this;
    }

    @Override
    public ParameterWriter number(String column, @Nullable Long value) {
        statement.bind(column, value);
        return this;
    }
}
