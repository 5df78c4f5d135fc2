package dev.chatstore.jdbi.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement that takes any number of rows. Its first parenthesis with parameters is repeated for each row: the values
 * of an insert with commas, the conditions of a query with {@code or}. Parameters after it are those of the last row.
 */
final class RowTemplate {
    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

    private final String before;
    private final Part row;
    private final String separator;
    private final Part after;

    /** A text with a question mark for each parameter, and the names of these. */
    private record Part(String text, List<String> parameters) {
        static Part of(String text) {
            List<String> names = new ArrayList<>();
            Matcher parameter = PARAMETER.matcher(text);
            while (parameter.find()) {
                names.add(parameter.group(1));
            }
            return new Part(parameter.replaceAll("?"), List.copyOf(names));
        }

        void write(Map<String, @Nullable Object> columns, StringBuilder out, List<@Nullable Object> values) {
            out.append(text);
            parameters.forEach(name -> values.add(columns.get(name)));
        }
    }

    private RowTemplate(String before, Part row, Part after) {
        this.before = before;
        this.row = row;
        this.after = after;
        separator = before.stripTrailing().endsWith("values") ? ", " : " or ";
    }

    /**
     * Parses a text without comments.
     *
     * @throws IllegalArgumentException if it has no parenthesis with parameters
     */
    static RowTemplate of(String text) {
        for (int begin = text.indexOf('('); begin >= 0; begin = text.indexOf('(', begin + 1)) {
            int end = end(text, begin);
            Part row = Part.of(text.substring(begin, end));
            if (!row.parameters.isEmpty()) {
                return new RowTemplate(text.substring(0, begin), row, Part.of(text.substring(end)));
            }
        }
        throw new IllegalArgumentException("a statement for rows has no parenthesis with parameters: " + text);
    }

    /** Returns the end of a parenthesis. */
    private static int end(String text, int begin) {
        int depth = 0;
        for (int i = begin; i < text.length(); i++) {
            if (text.charAt(i) == '(') {
                depth++;
            } else if (text.charAt(i) == ')' && --depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("a parenthesis is not closed: " + text);
    }

    /** Writes the statement for one or more rows, and the values of its parameters in their order. */
    <R> void write(List<R> rows, BiConsumer<R, ColumnWriter> writer, StringBuilder out, List<@Nullable Object> values) {
        Columns columns = new Columns(new HashMap<>());
        String next = before;
        for (R each : rows) {
            columns.values.clear();
            writer.accept(each, columns);
            out.append(next);
            row.write(columns.values, out, values);
            next = separator;
        }
        after.write(columns.values, out, values);
    }

    private record Columns(Map<String, @Nullable Object> values) implements ColumnWriter {
        @Override
        public Columns text(String column, @Nullable String value) {
            values.put(column, value);
            return this;
        }

        @Override
        public Columns number(String column, @Nullable Long value) {
            values.put(column, value);
            return this;
        }
    }
}
