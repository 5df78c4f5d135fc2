package dev.chatstore.jdbi;

import org.jspecify.annotations.Nullable;

/** Takes the columns of a row, each by its name. */
interface ColumnWriter {
    ColumnWriter text(String column, @Nullable String value);

    ColumnWriter number(String column, @Nullable Long value);
}
