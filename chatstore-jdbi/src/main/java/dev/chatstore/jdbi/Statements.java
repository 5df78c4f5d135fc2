package dev.chatstore.jdbi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts of all statements for one dialect, read when the store opens so that a missing file fails at once. */
final class Statements {
    private static final Pattern RETURNING = Pattern.compile("(?i)\\breturning\\b");

    private final Map<Sql, String> texts = new EnumMap<>(Sql.class);

    Statements(Dialect dialect) {
        for (Sql sql : Sql.values()) {
            String file = "sql/" + sql.fileName();
            String text = dialect.read(file);
            if (text == null) {
                text = read(Statements.class, file);
            }
            if (text != null) {
                texts.put(sql, text.strip());
            } else if (sql.isNeededBy(dialect)) {
                throw new IllegalStateException("no statement " + file + " for " + dialect.name());
            }
        }
    }

    String text(Sql sql) {
        return Objects.requireNonNull(texts.get(sql));
    }

    /** Returns whether the dialect has a statement that not all have. */
    boolean has(Sql sql) {
        return texts.containsKey(sql);
    }

    /** Returns whether a statement that changes a row returns it too, so that it need not be read back. */
    boolean returnsRows(Sql sql) {
        return RETURNING.matcher(text(sql)).find();
    }

    /** Returns the text of a file beside a class, or null if there is none. */
    static @Nullable String read(Class<?> beside, String file) {
        try (InputStream in = beside.getResourceAsStream(file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
