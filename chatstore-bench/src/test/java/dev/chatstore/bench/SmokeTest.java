package dev.chatstore.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.bench.measure.Plan;
import dev.chatstore.bench.measure.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on SQLite, in this process and with the shortest times. */
class SmokeTest {
    private static final Plan TINY = new Plan(Duration.ZERO, Duration.ofMillis(20), 3);
    private static final Options OPTIONS = new Options(
            "short",
            Pattern.compile("SQLite (append, (1|2|32) caller.*100 conv|recent|import)"),
            Map.of("sessions.ttl", "1h"),
            TINY,
            TINY,
            TINY,
            100,
            List.of(2),
            List.of(),
            List.of(),
            List.of(),
            1_000,
            1,
            1,
            1);

    @Test
    void writesTheTableTheFiguresAndThePlots(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);
        Catalog catalog = Catalog.of(OPTIONS);

        List<Result> results = new BenchmarkSuite(catalog, out)
                .run(folder, (section, started) -> new SectionRun(catalog, section, started, out).run());

        assertThat(results).allSatisfy(result -> assertThat(result.failure()).isNull());
        List<String> paths = List.of(
                "SQLite append, 32 callers, 100 conversations",
                "SQLite append, 32 callers, 100 conversations, processor time",
                "SQLite append, 1 caller, 100 conversations",
                "SQLite recent(50), 1 caller, 100 conversations",
                "SQLite import of 1,000 messages, from a file",
                "SQLite append, 2 callers, 100 conversations");
        assertThat(Files.readString(folder.resolve("report.md")).lines().filter(line -> line.startsWith("| SQLite")))
                .extracting(line -> line.substring(2, line.indexOf(" |")))
                .containsExactlyElementsOf(paths);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.path("environment").path("servers").path(0).asText()).startsWith("SQLite 3.");
        assertThat(json.path("environment").path("settings").path(0).asText())
                .endsWith("; the store with {sessions.ttl=1h}");
        JsonNode round = json.path("results")
                .path(0)
                .path("sides")
                .path(0)
                .path("rounds")
                .path(2);
        for (String figure : List.of("rate", "p50", "p99", "p999", "clientCpu", "bytes")) {
            assertThat(round.path(figure).asDouble()).as(figure).isPositive();
        }
        assertThat(Files.readString(folder.resolve("append-rate.svg")))
                .contains("<svg", "<ellipse", "stroke-dasharray");
        assertThat(Files.readString(folder.resolve("read-tiers.svg"))).contains("<svg", "<rect");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("[1 of 5, 0:0", " left] SQLite append, 32 callers");
    }
}
