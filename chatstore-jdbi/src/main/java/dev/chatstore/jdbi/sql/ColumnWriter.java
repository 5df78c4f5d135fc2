package dev.chatstore.jdbi.sql;

import org.jspecify.annotations.Nullable;

/** Takes the columns of a row, each by its name. */
public interface ColumnWriter {
    /** Writes a text. */
    ColumnWriter text(String column, @Nullable String value);

    /** Writes a number. */
    ColumnWriter number(String column, @Nullable Long value);
}
