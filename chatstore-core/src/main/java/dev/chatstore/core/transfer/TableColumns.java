package dev.chatstore.core.transfer;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table hold what. Start from {@link #of} and add what else there is. All other columns become metadata.
 *
 * @param table the name of the table in a database, or null for a file of separated values
 * @param conversation the column of the conversation's id
 * @param text the column of the text; a row without one is an empty message
 * @param role the column of the role or sender, or null if all are users
 * @param author the column of the author, or null
 * @param id the column of the message's id, or null
 * @param time the column of the time, or null: ISO 8601, or a number
 * @param order the column that orders a conversation's messages, or null for the order of a file, or of the ids of a database if
 *     these are numbers
 * @param answer the column of the assistant's answer to the text in the same row, or null
 * @param flagged whether the column of the role says by true and false, or 1 and 0, if the assistant speaks
 * @param unit what the numbers of times count, or null if they are seconds, milliseconds, microseconds or nanoseconds of the years
 *     2001 to 2100; of others the unit is not clear, and they stay in the metadata
 */
// Eleven components: each is one independent column or its meaning, set by its own wither.
public record TableColumns(
        @Nullable String table,
        String conversation,
        String text,
        @Nullable String role,
        @Nullable String author,
        @Nullable String id,
        @Nullable String time,
        @Nullable String order,
        @Nullable String answer,
        boolean flagged,
        @Nullable EpochUnit unit) {
    /** Creates the columns. */
    public TableColumns {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(text, "text");
    }

    /** Returns the columns of a table by those that it must have. */
    public static TableColumns of(String conversation, String text) {
        return new TableColumns(null, conversation, text, null, null, null, null, null, null, false, null);
    }

    /** Returns these columns for a table of a database. */
    public TableColumns inTable(String table) {
        return new TableColumns(table, conversation, text, role, author, id, time, order, answer, flagged, unit);
    }

    /** Returns these columns with the column of the role or sender. */
    public TableColumns withRole(String role) {
        return new TableColumns(table, conversation, text, role, author, id, time, order, answer, false, unit);
    }

    /**
     * Returns these columns with a column that says whether the assistant speaks, in place of one of the role: a boolean, 1 or 0,
     * {@code true} or {@code false}, {@code t} or {@code f}, {@code yes} or {@code no}, {@code y} or {@code n}. Of a column that
     * says whether the user speaks, {@link ImportOptions#withRole} turns the values round.
     */
    public TableColumns withFromAssistant(String column) {
        return new TableColumns(table, conversation, text, column, author, id, time, order, answer, true, unit);
    }

    /** Returns these columns with the column of the author. */
    public TableColumns withAuthor(String author) {
        return new TableColumns(table, conversation, text, role, author, id, time, order, answer, flagged, unit);
    }

    /** Returns these columns with the column of the message's id. */
    public TableColumns withId(String id) {
        return new TableColumns(table, conversation, text, role, author, id, time, order, answer, flagged, unit);
    }

    /** Returns these columns with the column of the time. */
    public TableColumns withTime(String time) {
        return new TableColumns(table, conversation, text, role, author, id, time, order, answer, flagged, null);
    }

    /** Returns these columns with the column of the time, and what its numbers count. */
    public TableColumns withTime(String time, EpochUnit unit) {
        return new TableColumns(table, conversation, text, role, author, id, time, order, answer, flagged, unit);
    }

    /** Returns these columns with the column that orders a conversation's messages. */
    public TableColumns withOrder(String order) {
        return new TableColumns(table, conversation, text, role, author, id, time, order, answer, flagged, unit);
    }

    /**
     * Returns these columns with the column of the assistant's answer, for a table whose rows have a prompt and its answer. The
     * answer follows the prompt, has its time, and its id is that of the row and {@code :answer}. A row may lack one of the two.
     */
    public TableColumns withAnswer(String answer) {
        return new TableColumns(table, conversation, text, role, author, id, time, order, answer, flagged, unit);
    }

    /** Returns the names of all columns that are given. */
    List<String> names() {
        return Stream.of(conversation, text, role, author, id, time, order, answer)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    /** Returns these columns under other names. */
    TableColumns renamed(UnaryOperator<String> name) {
        return new TableColumns(
                table,
                name.apply(conversation),
                name.apply(text),
                renamed(role, name),
                renamed(author, name),
                renamed(id, name),
                renamed(time, name),
                renamed(order, name),
                renamed(answer, name),
                flagged,
                unit);
    }

    private static @Nullable String renamed(@Nullable String column, UnaryOperator<String> name) {
        return column == null ? null : name.apply(column);
    }
}
