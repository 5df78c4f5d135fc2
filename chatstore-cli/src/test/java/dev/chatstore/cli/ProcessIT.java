package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as scripts use it. */
@Timeout(120)
class ProcessIT {
    @TempDir
    private Path folder;

    private Program program = new Program(Path.of(""));

    @BeforeEach
    void createStore() {
        program = new Program(folder).variable("CHATSTORE_URL", Store.in(folder));
    }

    private static String conversations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\": \"c" + i + "\", \"messages\": [{\"role\": \"user\", \"content\": \"予約 " + i
                        + "\"}]}\n")
                .collect(Collectors.joining());
    }

    @Test
    void aPipeGetsTheResultAloneInUtf8WhateverTheLocale() throws IOException, InterruptedException {
        Result listed = program.variable("LC_ALL", "C").run("find", "Friday");
        assertThat(listed.code()).isZero();
        assertThat(listed.out()).contains("予約 on Friday");
        assertThat(listed.err()).isEqualTo("4 messages of 2 conversations were read.\n");
        Result json = program.run("show", "anna", "--json");
        assertThat(json.out())
                .startsWith("{\"conversation\":")
                .contains("予約 on Friday")
                .hasLineCount(1);
        assertThat(json.err()).isEmpty();
        assertThat(program.run("--version").out()).matches("chatstore \\d.*, Java .*\n");
    }

    @Test
    void noControlCharacterGetsIntoAPipe() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("many.jsonl"), conversations(3_000));
        Result imported = program.run("import", "many.jsonl", "--format", "chat-completions");
        assertThat(imported.out()).isEqualTo("3000 conversations, 3000 messages added, 0 already there, 0 skipped\n");
        Result help = program.run("import", "--help");
        assertThat(help.code()).isZero();
        assertThat((imported.out() + imported.err() + help.out())
                        .replace("\n", "")
                        .codePoints())
                .noneMatch(Character::isISOControl);
    }

    @Test
    void aReaderThatGoesAwayEndsTheCommandQuietly() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("many.jsonl"), conversations(3_000));
        program.run("import", "many.jsonl", "--format", "chat-completions");
        Result piped = program.shell("{ \"$@\"; echo $? >&2; } | head -n 1", "export", "--quiet");
        assertThat(piped.err()).isEqualTo("141\n");
        assertThat(piped.out()).hasLineCount(1);
    }

    @Test
    void everyBackendIsInTheJarWithItsDriver() throws IOException, InterruptedException {
        for (String scheme : new String[] {"postgresql", "mysql", "mariadb", "redis"}) {
            Result down = program.run(
                    "list",
                    "--store",
                    scheme + "://bob:hunter2@127.0.0.1:1/1",
                    "--debug",
                    "--set",
                    "database.timeout=0ms",
                    "--set",
                    "database.retries=0",
                    "--set",
                    "database.connection-timeout=250ms",
                    "--set",
                    "redis.timeout=0ms",
                    "--set",
                    "redis.retries=0");
            assertThat(down.code()).as(down.err()).isEqualTo(8);
            assertThat(down.out()).isEmpty();
            assertThat(down.err()).contains("127.0.0.1:1", "\tat ").doesNotContain("hunter2", "ServiceConfiguration");
        }
    }

    @Test
    void anInterruptedImportIsContinuedByTheSameCommand() throws IOException, InterruptedException {
        String[] command = {"import", "many.jsonl", "--format", "chat-completions", "--store", "sqlite:new.db"};
        Files.writeString(folder.resolve("many.jsonl"), conversations(50_000));
        Process process = program.start(command);
        Path log = folder.resolve("new.db-wal");
        while (process.isAlive() && (Files.notExists(log) || Files.size(log) < 500_000)) {
            Thread.onSpinWait();
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        Result interrupted = program.end(process);
        assertThat(interrupted.code()).isEqualTo(130);
        assertThat(interrupted.out()).isEmpty();
        assertThat(interrupted.err())
                .isEqualTo("chatstore: interrupted. What was imported is stored."
                        + " The same command goes on and adds the rest.\n");
        assertThat(log).as("the store was closed").doesNotExist();
        Result continued = program.run(command);
        assertThat(continued.code()).isZero();
        assertThat(continued.out())
                .matches("50000 conversations, \\d+ messages added, [1-9]\\d* already there, 0 skipped\n");
    }
}
