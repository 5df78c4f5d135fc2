package dev.chatstore.core.transfer;

import dev.chatstore.api.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query of a table whose columns the caller names: the only SQL that is made of texts, since the names are the caller's. All
 * names are quoted.
 *
 * @param sql the query
 * @param labels the columns as the query's rows name them
 */
record TableQuery(String sql, TableColumns labels) {
    static TableQuery of(TableColumns columns, Connection connection) throws SQLException {
        if (columns.table() == null) {
            throw new InvalidInputException("columns.table", "must be given for a database", 0);
        }
        String quote = connection.getMetaData().getIdentifierQuoteString();
        String conversation = quoted(columns.conversation(), quote);
        String order = columns.order() == null ? columns.id() : columns.order();
        // Each column is named, so that one that does not exist is refused.
        String named = columns.names().stream()
                .map(name -> ", t." + quoted(name, quote))
                .collect(Collectors.joining());
        String sql = "SELECT t." + conversation + " AS conversation" + named + ", t.* FROM "
                + quoted(columns.table(), quote) + " t ORDER BY t." + conversation
                + (order == null ? "" : ", t." + quoted(order, quote));
        return new TableQuery(
                sql,
                new TableColumns(
                        columns.table(),
                        lower(columns.conversation()),
                        lower(columns.text()),
                        label(columns.role()),
                        label(columns.author()),
                        label(columns.id()),
                        label(columns.time()),
                        label(columns.order())));
    }

    private static String quoted(String name, String quote) {
        // A quote inside a name is doubled, as all databases have it.
        return quote + name.replace(quote, quote + quote) + quote;
    }

    private static @Nullable String label(@Nullable String column) {
        return column == null ? null : lower(column);
    }

    private static String lower(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
