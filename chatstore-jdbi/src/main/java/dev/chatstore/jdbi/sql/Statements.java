package dev.chatstore.jdbi.sql;

import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.RowInsert;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all statements for one dialect, read when the store opens so that a missing file fails at once. A name
 * in braces, as in {@code {message_columns}}, stands for the fragment of that name, which several statements share. The
 * fragment {@code clock} is the time of the server in microseconds, or a parameter of that name if a test or a snapshot
 * decides on it.
 */
public final class Statements {
    private static final Pattern RETURNING = Pattern.compile("(?i)\\breturning\\b");
    private static final Pattern INCLUDE = Pattern.compile("\\{(\\w+)}");
    private static final String CLOCK_PARAMETER = ":clock";
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R?");

    /** With the clock as the fragment that it is. */
    private final Map<Sql, String> included;

    private final Map<Sql, String> texts = new EnumMap<>(Sql.class);
    private final Map<Sql, RowTemplate> templates = new ConcurrentHashMap<>();
    private final String clock;
    private final RowInsert rowInsert;

    /**
     * Reads the statements.
     *
     * @param clockIsGiven whether the time is a parameter in place of the server's
     * @throws IllegalStateException if a file or a fragment is missing
     */
    public Statements(Dialect dialect, boolean clockIsGiven) {
        this(included(dialect), clockIsGiven ? CLOCK_PARAMETER : dialect.clock(), dialect.rowInsert());
    }

    private Statements(Map<Sql, String> included, String clock, RowInsert rowInsert) {
        this.included = included;
        this.clock = clock;
        this.rowInsert = rowInsert;
        included.forEach((sql, text) -> texts.put(sql, text.replace("{clock}", clock)));
    }

    /** Returns the same statements, with the time as a parameter. */
    Statements atGivenTime() {
        return new Statements(included, CLOCK_PARAMETER, rowInsert);
    }

    private static Map<Sql, String> included(Dialect dialect) {
        Map<Sql, String> included = new EnumMap<>(Sql.class);
        for (Sql sql : Sql.values()) {
            String text = read(dialect.open("sql/" + sql.fileName()));
            if (text == null) {
                text = read(Statements.class.getResourceAsStream(sql.fileName()));
            }
            if (text != null) {
                included.put(sql, include(text.strip(), dialect));
            } else if (sql.isNeededBy(dialect)) {
                throw new IllegalStateException(
                        "the statement " + sql.fileName() + " for " + dialect.name() + " does not exist");
            }
        }
        return included;
    }

    private static String include(String text, @Nullable Dialect dialect) {
        return INCLUDE.matcher(text)
                .replaceAll(include -> Matcher.quoteReplacement(
                        include.group(1).equals("clock") ? include.group() : fragment(include.group(1), dialect)));
    }

    /**
     * Returns the text of a fragment that all dialects have, without its comments.
     *
     * @throws IllegalStateException if it is missing
     */
    static String fragment(String name) {
        return fragment(name, null);
    }

    private static String fragment(String name, @Nullable Dialect dialect) {
        String file = "fragments/" + name + ".sql";
        String text = dialect == null ? null : read(dialect.open("sql/" + file));
        if (text == null) {
            text = read(Statements.class.getResourceAsStream(file));
        }
        if (text == null) {
            throw new IllegalStateException("the SQL fragment " + name + " does not exist");
        }
        return include(COMMENT.matcher(text).replaceAll("").strip(), dialect);
    }

    /** Returns the text of a statement that the dialect has. */
    public String text(Sql sql) {
        return Objects.requireNonNull(texts.get(sql));
    }

    /** Returns the dialect's way to insert many rows. */
    RowInsert rowInsert() {
        return rowInsert;
    }

    /** Returns a statement that takes any number of rows. */
    RowTemplate template(Sql sql) {
        return templates.computeIfAbsent(
                sql, any -> RowTemplate.of(COMMENT.matcher(text(sql)).replaceAll("")));
    }

    /** Returns whether a statement takes the time as the parameter {@code clock}. */
    public boolean takesClock(Sql sql) {
        return clock.equals(CLOCK_PARAMETER) && text(sql).contains(CLOCK_PARAMETER);
    }

    /** Returns whether the dialect has a statement that is optional. */
    public boolean has(Sql sql) {
        return texts.containsKey(sql);
    }

    /** Returns whether a statement that changes a row also returns it, so that no second statement reads it back. */
    public boolean returnsRows(Sql sql) {
        return RETURNING.matcher(text(sql)).find();
    }

    /** Returns the text of a file and closes it, or returns null for null. */
    private static @Nullable String read(@Nullable InputStream file) {
        if (file == null) {
            return null;
        }
        try (file) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a statement", e);
        }
    }
}
