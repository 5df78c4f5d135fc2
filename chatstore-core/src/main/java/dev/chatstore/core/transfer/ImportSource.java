package dev.chatstore.core.transfer;

import dev.chatstore.core.transfer.bot.SqlFormat;
import dev.chatstore.core.transfer.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an import reads: files, or a database over a connection, which is recognized by its shape; or a table whose columns are
 * named.
 *
 * <p>A connection stays open and the caller's; nothing is written. While a source is read, it is in no auto-commit mode, in which
 * drivers such as PostgreSQL's read all rows into memory. MySQL's driver reads all rows of a query unless its property {@code
 * useCursorFetch} is set. One that is shared with other threads must not be given. The tables are those of its current schema.
 */
public final class ImportSource {
    private final @Nullable Path path;
    private final @Nullable String format;
    private final Recognizer recognizer;

    private ImportSource(@Nullable Path path, @Nullable String format, Recognizer recognizer) {
        this.path = path;
        this.format = format;
        this.recognizer = recognizer;
    }

    /** Finds the format of a source. */
    private interface Recognizer {
        Recognition recognize(SourceFiles files, @Nullable String format) throws IOException;
    }

    /** Returns a file, a folder, or a zip or gzip archive. */
    public static ImportSource of(Path path) {
        return new ImportSource(path, null, Recognition::of);
    }

    /**
     * Returns a table in a file of separated values, or in a database file of SQLite. Of a folder or an archive, it is all files that
     * have the columns. Memory holds the places of all rows of a file of values, and one row of a database.
     */
    public static ImportSource of(Path path, TableColumns columns) {
        return new ImportSource(path, null, (files, format) -> Recognition.given(new TableFormat(columns), files));
    }

    /** Returns a framework's tables in a database, such as those of Spring AI or LangChain. */
    public static ImportSource of(Connection database) {
        return new ImportSource(
                null, null, (files, format) -> Recognition.given(SqlFormat.connected(database, format), files));
    }

    /** Returns a table of a database. */
    public static ImportSource of(Connection database, TableColumns columns) {
        return new ImportSource(
                null, null, (files, format) -> Recognition.given(new TableFormat(columns).connected(database), files));
    }

    /** Returns this source as one of a format of that name, whatever {@link ImportOptions#format} says. */
    public ImportSource as(String format) {
        return new ImportSource(path, format, recognizer);
    }

    SourceFiles open(long maxTextBytes, ImportOptions options) throws IOException {
        return path == null
                ? SourceFiles.none(maxTextBytes)
                : SourceFiles.open(path, maxTextBytes, options.encoding(), options.maxUnpackedBytes());
    }

    /** Returns the name of the file or folder, or an empty text for a database. */
    String name() {
        return path == null ? "" : Objects.toString(path.getFileName(), "");
    }

    Recognition recognize(SourceFiles files, ImportOptions options) throws IOException {
        return recognizer.recognize(files, format == null ? options.format() : format);
    }
}
