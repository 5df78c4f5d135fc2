package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/chatstore} in a project of its own, in which the jar is already built. */
@Timeout(120)
class LauncherIT {
    @TempDir
    private Path folder;

    private Path project = Path.of("");
    private Path target = Path.of("");
    private final Map<String, String> environment =
            new HashMap<>(Map.of("LC_ALL", "C", "JAVA_HOME", System.getProperty("java.home")));

    @BeforeEach
    void createProject() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        target = Files.createDirectories(project.resolve("chatstore-cli/target"));
        Files.createDirectory(project.resolve("bin"));
        Files.copy(Path.of("../bin/chatstore"), project.resolve("bin/chatstore"));
        Files.setPosixFilePermissions(project.resolve("bin/chatstore"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(project.resolve("pom.xml"), "");
        Files.setLastModifiedTime(project.resolve("pom.xml"), FileTime.fromMillis(0));
        Files.createSymbolicLink(target.resolve("chatstore-cli-1-all.jar"), Program.JAR.toRealPath());
    }

    private Result run(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out, Files.readString(err));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    /** The variables are those that could lead the launcher or its own first command astray. */
    @Test
    void itRunsACopyOfTheJarFromAnyFolderWithAnArchiveThatIsMadeOnce() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("cs"), Path.of("a project/bin/chatstore"));
        Store.in(folder);
        environment.put("CDPATH", folder + ":" + project);
        environment.put("CHATSTORE_LIMITS_MESSAGE_BYTES", "none");
        String[] right = {"--set", "limits.message-bytes=10"};
        Result found = run(link, "find", "予約", "-s", "sqlite:bot.db", right[0], right[1]);
        assertThat(found.out()).contains("予約 on Friday");
        assertThat(found.err()).isEqualTo("Read 4 messages of 2 conversations.\n");
        Path archive = archives().get(0);
        assertThat(archive).isNotEmptyFile();
        FileTime made = Files.getLastModifiedTime(archive);
        // A running program reads its jar, which therefore must not be the one that Maven replaces.
        Files.delete(target.resolve("chatstore-cli-1-all.jar"));
        assertThat(run(link, "list", "-s", "sqlite:bot.db", right[0], right[1]).out())
                .startsWith("CONVERSATION")
                .hasLineCount(3);
        assertThat(archives()).containsExactly(archive);
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
        assertThat(target.resolve("launcher/lock")).doesNotExist();
    }

    @Test
    void withoutAJavaThatIsNewEnoughItSaysSoInOneLine() throws IOException, InterruptedException {
        Path launcher = project.resolve("bin/chatstore");
        environment.put("JAVA_HOME", folder.resolve("none").toString());
        Result none = run(launcher, "list");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err())
                .startsWith("chatstore: Java 17 or newer is needed")
                .hasLineCount(1);
        Path old = Files.createDirectories(folder.resolve("old/bin")).resolve("java");
        Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("JAVA_HOME", folder.resolve("old").toString());
        Result tooOld = run(launcher, "list");
        assertThat(tooOld.code()).isEqualTo(1);
        assertThat(tooOld.err()).contains("version 11").hasLineCount(1);
    }
}
