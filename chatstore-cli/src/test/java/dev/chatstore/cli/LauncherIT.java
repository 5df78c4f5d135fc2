package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/chatstore}, which finds the jar that was just built. */
@Timeout(120)
class LauncherIT {
    private static final Path ARCHIVE = Path.of(Program.JAR.toString().replaceFirst("jar$", "jsa"));

    @TempDir
    private Path folder;

    private String run(Path launcher, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = launcher.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void itRunsTheJarFromAnyFolderWithAnArchiveOfItsClasses() throws IOException {
        Path launcher = Path.of("../bin/chatstore").toRealPath();
        Path link = Files.createSymbolicLink(folder.resolve("cs"), launcher);
        Files.deleteIfExists(ARCHIVE);
        Store.in(folder);
        assertThat(run(launcher, "find", "予約", "-s", "sqlite:bot.db")).contains("予約 on Friday");
        assertThat(ARCHIVE).isNotEmptyFile();
        assertThat(run(link, "list", "-s", "sqlite:bot.db"))
                .startsWith("CONVERSATION")
                .hasLineCount(3);
        Files.delete(link);
    }
}
