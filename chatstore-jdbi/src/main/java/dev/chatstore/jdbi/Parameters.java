package dev.chatstore.jdbi;

import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Binds the columns of a row to the parameters of a statement, which have the same names. */
record Parameters(SqlStatement<?> statement) implements ColumnWriter {
    @Override
    public Parameters text(String column, @Nullable String value) {
        statement.bind(column, value);
        return this;
    }

    @Override
    public Parameters number(String column, @Nullable Long value) {
        statement.bind(column, value);
        return this;
    }
}
