package dev.chatstore.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerFolderIT {
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES_18", "MYSQL_8"})
    void aServerWhoseOwnerWasKilledIsSwept(ServerKind kind) throws IOException {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dchatstore.test.ram=" + System.getProperty("chatstore.test.ram", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeftServer.class.getName(),
                        kind.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(owner.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        ProcessHandle left = ProcessHandle.of(Long.parseLong(printed.strip())).orElseThrow();
        owner.onExit().join();
        assertThat(left.isAlive()).isTrue();
        assertThat(folders(owner.pid())).hasSize(1);

        ServerFolder.sweep();
        assertThat(ServerProcess.isRunning(left)).isFalse();
        assertThat(folders(owner.pid())).isEmpty();
    }

    @Test
    void theFolderOfARunningProcessIsKept() {
        ServerFolder folder = ServerFolder.create();
        ServerFolder.sweep();
        assertThat(folder.path()).isDirectory();
        folder.delete();
        assertThat(folder.path()).doesNotExist();
    }

    private static List<Path> folders(long owner) throws IOException {
        try (Stream<Path> folders = Files.list(ServerFolder.RUNNING)) {
            return folders.filter(path -> path.getFileName().toString().startsWith(owner + "-"))
                    .toList();
        }
    }
}
