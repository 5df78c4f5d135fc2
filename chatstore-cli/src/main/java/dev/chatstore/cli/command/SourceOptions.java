package dev.chatstore.cli.command;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.cli.output.Secrets;
import dev.chatstore.cli.store.SourceDatabase;
import dev.chatstore.cli.store.UsageException;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportOptions;
import dev.chatstore.core.transfer.ImportSource;
import dev.chatstore.core.transfer.TableColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what an import reads, and that answer what it leaves open. */
final class SourceOptions {
    @Parameters(
            paramLabel = "SOURCE",
            description = "The file, the folder, or the zip or gzip archive; or a database by its URL, such as"
                    + " jdbc:postgresql://db/support.")
    private String source = "";

    @Option(
            names = "--source-config",
            paramLabel = "FILE",
            description = "Properties file with the user and the password of a database that is the source.")
    private @Nullable Path config;

    @Mixin
    private final ImportAnswers answers = new ImportAnswers();

    @ArgGroup(
            exclusive = false,
            heading =
                    "A table of your own, in a file of separated values, a SQLite file or a database, by its columns:%n")
    private @Nullable TableOptions table;

    /** Reads a source. */
    interface Reading<R> {
        R read(ImportSource source, ImportOptions options) throws IOException;
    }

    /**
     * Returns what a reading of the source returns.
     *
     * @throws UsageException if the source leaves something open that has to be answered
     */
    <R> R read(Secrets secrets, Reading<R> reading) throws IOException {
        ImportOptions options = answers.options();
        TableColumns columns = table == null ? null : table.columns();
        if (SourceDatabase.isUrl(source)) {
            try (SourceDatabase database = SourceDatabase.open(source, config, secrets)) {
                Connection connection = database.connection();
                return asked(
                        columns == null ? ImportSource.of(connection) : ImportSource.of(connection, columns),
                        options,
                        reading);
            }
        }
        if (config != null) {
            throw new UsageException("--source-config is for a SOURCE that is a database, whose URL begins with jdbc:");
        }
        Path path = Path.of(source);
        if (Files.notExists(path)) {
            throw new NoSuchFileException(source);
        }
        return asked(columns == null ? ImportSource.of(path) : ImportSource.of(path, columns), options, reading);
    }

    private <R> R asked(ImportSource source, ImportOptions options, Reading<R> reading) throws IOException {
        try {
            return reading.read(source, options);
        } catch (InvalidInputException e) {
            switch (e.field()) {
                // The library names questions, senders and columns in its own terms, and no person.
                case "options" -> ImportAnswers.requireAnswers(HistoryImport.inspect(source, options));
                case "options.roles" -> ImportAnswers.refuseAssistants(source, options);
                case "source" -> {
                    if (table == null && e.rule().contains("names of its columns")) {
                        throw new InvalidInputException(
                                "source", e.rule() + ": --conversation COLUMN --text COLUMN", 0);
                    }
                }
                default -> {
                    // It says all.
                }
            }
            throw e;
        }
    }
}
