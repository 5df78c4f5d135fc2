package dev.chatstore.core.transfer;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table hold what. Start from {@link #of} and add what else there is. All other columns become metadata.
 *
 * @param table the name of the table in a database, or null for a file of comma-separated values
 * @param conversation the column of the conversation's id
 * @param text the column of the text; a row without one is an empty message
 * @param role the column of the role or sender, or null if all are users
 * @param author the column of the author, or null
 * @param id the column of the message's id, or null
 * @param time the column of the time: ISO 8601, or seconds, milliseconds, microseconds or nanoseconds since 1970; or null
 * @param order the column that orders a conversation's messages, or null for the order of a file
 */
// Eight components: each is one independent column, set by its own wither.
public record TableColumns(
        @Nullable String table,
        String conversation,
        String text,
        @Nullable String role,
        @Nullable String author,
        @Nullable String id,
        @Nullable String time,
        @Nullable String order) {
    /** Creates the columns. */
    public TableColumns {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(text, "text");
    }

    /** Returns the columns of a table by those that it must have. */
    public static TableColumns of(String conversation, String text) {
        return new TableColumns(null, conversation, text, null, null, null, null, null);
    }

    /** Returns these columns for a table of a database. */
    public TableColumns inTable(String table) {
        return new TableColumns(table, conversation, text, role, author, id, time, order);
    }

    /** Returns these columns with the column of the role or sender. */
    public TableColumns withRole(String role) {
        return new TableColumns(table, conversation, text, role, author, id, time, order);
    }

    /** Returns these columns with the column of the author. */
    public TableColumns withAuthor(String author) {
        return new TableColumns(table, conversation, text, role, author, id, time, order);
    }

    /** Returns these columns with the column of the message's id. */
    public TableColumns withId(String id) {
        return new TableColumns(table, conversation, text, role, author, id, time, order);
    }

    /** Returns these columns with the column of the time. */
    public TableColumns withTime(String time) {
        return new TableColumns(table, conversation, text, role, author, id, time, order);
    }

    /** Returns these columns with the column that orders a conversation's messages. */
    public TableColumns withOrder(String order) {
        return new TableColumns(table, conversation, text, role, author, id, time, order);
    }

    /** Returns the names of all columns that are given. */
    List<String> names() {
        return Stream.of(conversation, text, role, author, id, time, order)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }
}
