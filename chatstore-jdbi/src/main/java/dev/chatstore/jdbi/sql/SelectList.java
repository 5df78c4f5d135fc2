package dev.chatstore.jdbi.sql;

import java.util.Arrays;
import java.util.List;

/**
 * The positions of the columns in a fragment that is a select list. Mappers look them up once instead of by name in
 * each row, and only the fragment knows the order of the columns.
 */
public final class SelectList {
    private final String fragment;
    private final List<String> columns;

    /**
     * Reads a fragment.
     *
     * @throws IllegalStateException if the fragment does not exist
     */
    public SelectList(String fragment) {
        this.fragment = fragment;
        columns = Arrays.stream(Statements.fragment(fragment).split(","))
                .map(column -> column.strip().replaceFirst("(?s).*[. ]", ""))
                .toList();
    }

    /**
     * Returns the position of a column in a row, 1 for the first.
     *
     * @throws IllegalArgumentException if the fragment has no such column
     */
    public int position(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("the fragment " + fragment + " has no column " + column);
        }
        return index + 1;
    }
}
