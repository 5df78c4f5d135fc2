package dev.chatstore.bench.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on SQLite with few messages and the shortest times, of which counts and sizes are asserted. */
class DataLifeTest {
    private static final List<String> ARCHIVE = List.of(
            "messages moved",
            "archive",
            "training of the dictionary",
            "a message as JSON",
            "a message in the archive",
            "archive / JSON",
            "read of a conversation, median",
            "read of a conversation, p99",
            "unarchive");

    private static final List<String> OTHERS = List.of(
            "appends of 2 writers, archive idle",
            "appends of 2 writers, next to archive",
            "appends of 2 writers, next to archive / idle",
            "archive next to 2 writers",
            "archive next to 2 writers, shortest slice",
            "appends of 2 writers, retention idle",
            "appends of 2 writers, next to retention",
            "appends of 2 writers, next to retention / idle",
            "retention next to 2 writers",
            "retention next to 2 writers, shortest slice",
            "edit, audit off",
            "edit, audit on",
            "edit, time with audit / without",
            "redact, audit off",
            "redact, audit on",
            "redact, time with audit / without",
            "appends of 2 writers, audit off",
            "appends of 2 writers, audit on",
            "appends of 2 writers, rate with audit / without");

    @Test
    void allRowsAreThereAndNoMessageIsMissing(@TempDir Path folder) throws Exception {
        LifeReport report = DataLife.run(LifeOptions.parse(List.of(
                "messages=600",
                "background=600",
                "writers=2",
                "seconds=0.05",
                "rounds=1",
                "calls=5",
                "reads=20",
                "folder=" + folder)));

        assertThat(report.database()).startsWith("SQLite 3.");
        assertThat(report.rows().stream().map(LifeRow::measured))
                .containsExactlyElementsOf(
                        Stream.concat(archiveRows(), OTHERS.stream()).toList());
        assertThat(report.rows()).allSatisfy(row -> assertThat(row.figures()).hasSize(1));
        for (String place : List.of("database", "folder")) {
            // All but the newest message of each conversation.
            assertThat(figures(report, "conversations of 60, " + place + ": messages moved"))
                    .containsOnly(590.0);
            assertThat(figures(report, "conversations of 10, " + place + ": messages moved"))
                    .containsOnly(540.0);
            assertThat(figures(report, "conversations of 60, " + place + ": archive / JSON"))
                    .allSatisfy(ratio -> assertThat(ratio).isBetween(0.01, 0.9));
        }
        assertThat(report.rows().stream().filter(row -> row.aim() != null)).hasSize(2);
        assertThat(report.page()).hasSize(5 + report.rows().size());
    }

    private static Stream<String> archiveRows() {
        return Stream.of(60, 10)
                .flatMap(length -> Stream.of("database", "folder")
                        .flatMap(place -> ARCHIVE.stream()
                                .map(figure -> "conversations of " + length + ", " + place + ": " + figure)));
    }

    private static List<Double> figures(LifeReport report, String measured) {
        return report.rows().stream()
                .filter(row -> row.measured().equals(measured))
                .findFirst()
                .orElseThrow()
                .figures();
    }
}
