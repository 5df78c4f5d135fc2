package dev.chatstore.checks;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.core.transfer.HistoryImport;
import dev.chatstore.core.transfer.ImportOptions;
import dev.chatstore.core.transfer.ImportReport;
import dev.chatstore.core.transfer.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/importing.md} lists exactly what an import makes of a sample of each format. */
class ImportingPageTest {
    private static final Path SAMPLES =
            Project.ROOT.resolve("chatstore-core/src/test/resources/dev/chatstore/core/transfer");
    private static final ImportOptions ANSWERS = ImportOptions.NONE.withZone(ZoneId.of("UTC"));
    private static final String HEAD = """
            | format | conversations | messages | records that are no messages | changed meaning |
            | --- | --- | --- | --- | --- |
            """;

    @TempDir
    private Path folder;

    @Test
    void itListsWhatBecomesOfTheSamples() throws IOException, SQLException {
        List<Path> sources = new ArrayList<>();
        for (String line : Files.readAllLines(SAMPLES.resolve("own-samples.csv"))) {
            sources.add(SAMPLES.resolve(line.substring(0, line.indexOf(','))));
        }
        for (Path script : Project.children(SAMPLES.resolve("samples"))
                .filter(file -> file.toString().endsWith(".sql"))
                .toList()) {
            sources.add(database(script));
        }
        List<String> rows = new ArrayList<>();
        for (Path source : sources) {
            rows.add(row(source));
        }
        String table = HEAD + String.join("", rows);

        String page = Project.read(Project.ROOT.resolve("docs/importing.md"));
        assertThat(page)
                .withFailMessage("the table of samples in docs/importing.md should be:%n%n%s", table)
                .contains("\n\n" + table + "\n");
    }

    /**
     * A database.
     *
     * @param file where it is
     */
    private record Database(Path file, String format, long conversations, long messages) {}

    /** The other given samples are imported by the tests of core, which has no driver. */
    @Test
    void databasesAreReadWhole() throws IOException, SQLException {
        List<Database> databases = new ArrayList<>();
        databases.add(new Database(database(SAMPLES.resolve("samples/langchain.sql")), "langchain-sql", 2, 3));
        for (Path at = Project.ROOT; at != null; at = at.getParent()) {
            Path given = at.resolve("shared/data/imports");
            if (Files.isDirectory(given)) {
                databases.add(new Database(given.resolve("rasa/rasa.db"), "rasa-sql", 2, 4));
                databases.add(new Database(given.resolve("openai-agents/conversations.db"), "openai-agents", 2, 4));
                databases.add(new Database(given.resolve("spring-ai/memory-1.x.db"), "spring-ai", 1, 3));
                databases.add(new Database(given.resolve("spring-ai-session/session.db"), "spring-ai-session", 1, 3));
                databases.add(new Database(given.resolve("langchain/message_store.db"), "langchain-sql", 2, 3));
                break;
            }
        }

        assertThat(databases).allSatisfy(database -> {
            Inspection found = HistoryImport.inspect(database.file, ANSWERS);
            assertThat(new Database(database.file, found.format(), found.conversations(), found.messages()))
                    .isEqualTo(database);
            assertThat(found.skipped()).isZero();
        });
    }

    private Path database(Path script) throws IOException, SQLException {
        Path file = folder.resolve(script.getFileName() + ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readString(script).split(";\n")) {
                statement.executeUpdate(sql);
            }
        }
        return file;
    }

    private static String row(Path source) throws IOException {
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            Inspection found = HistoryImport.inspect(source, ANSWERS);
            ImportReport report =
                    HistoryImport.into(storage.chats()).with(ANSWERS).run(source);
            assertThat(report.skips()).as(found.format()).isEmpty();
            assertThat(report.added()).as(found.format()).isEqualTo(found.messages());
            String version = found.version().isEmpty() ? "" : ", " + found.version();
            return "| `%s`%s | %d | %d | %s | %s |\n"
                    .formatted(
                            found.format(),
                            version,
                            report.conversations(),
                            report.added(),
                            counts(report.passedOver()),
                            counts(report.changedMeaning()))
                    .replace("|  |", "| |")
                    .replace("|  |", "| |");
        }
    }

    private static String counts(Map<String, Long> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(entry -> entry.getValue() + ": " + entry.getKey())
                        .collect(joining("; "));
    }
}
