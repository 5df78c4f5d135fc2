package dev.chatstore.jdbi.schema;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table that a step of the schema creates.
 *
 * @param columns the names of its columns
 * @param mayExist whether the step can be repeated after it was interrupted, so that the table may exist already
 */
record StepTable(String name, Set<String> columns, boolean mayExist) {
    private static final Pattern TABLE = Pattern.compile("(?ims)^create table (if not exists )?(\\w+) \\(\\R(.*?)^\\)");
    private static final Pattern COLUMN =
            Pattern.compile("(?im)^ {4}(?!primary |unique |key |constraint |check )(\\w+) ");

    /** Returns the tables that a script creates. */
    static List<StepTable> of(String script) {
        return TABLE.matcher(script).results().map(StepTable::of).toList();
    }

    private static StepTable of(MatchResult table) {
        Set<String> columns = COLUMN.matcher(table.group(3))
                .results()
                .map(column -> column.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new StepTable(table.group(2), columns, table.group(1) != null);
    }

    /** Returns whether a table with some columns is another program's. One without columns does not exist. */
    boolean isForeign(Set<String> existing) {
        return !existing.isEmpty() && !(mayExist && existing.equals(columns));
    }
}
