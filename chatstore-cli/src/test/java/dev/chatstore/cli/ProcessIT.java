package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    /** Waits until a process has stored something, or has ended. */
    private static void awaitMessages(Process process, Path file) {
        while (process.isAlive() && !hasMessages(file)) {
            Thread.onSpinWait();
        }
    }

    private static boolean hasMessages(Path file) {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = database.createStatement();
                ResultSet found =
                        statement.executeQuery("select 1 from chat_message where tenant = 'default' limit 1")) {
            return found.next();
        } catch (SQLException e) {
            // There is no file yet, or no table in it.
            return false;
        }
    }

    @Test
    void aPipeGetsTheResultAloneInUtf8WhateverTheLocale() throws IOException, InterruptedException {
        Result listed = program.variable("LC_ALL", "C").run("find", "Friday");
        assertThat(listed.code()).isZero();
        assertThat(listed.out()).contains("予約 on Friday");
        assertThat(listed.err()).isEqualTo("4 messages of 2 conversations were read.\n");
    }

    @Test
    void aReaderThatGoesAwayEndsTheCommandQuietlyAndAFullDiskDoesNot() throws IOException, InterruptedException {
        Path many = Files.writeString(folder.resolve("many.jsonl"), conversations(3_000));
        String url = "sqlite:" + folder.resolve("many.db");
        Result imported =
                new Invocation().run("import", many.toString(), "--format", "chat-completions", "--store", url);
        assertThat(imported.code()).isZero();
        String script = "{ \"$@\"; echo $? >&2; } | head -n 1; \"$@\" > /dev/full; echo $? >&2";
        Result piped = program.shell(script, "export", "--quiet", "--store", url);
        assertThat(piped.err()).isEqualTo("141\nchatstore: the output is not complete: No space left on device\n1\n");
        assertThat(piped.out()).hasLineCount(1);
    }

    @Test
    void anInterruptedImportIsContinuedByTheSameCommand() throws IOException, InterruptedException {
        String[] command = {"import", "many.jsonl", "--format", "chat-completions", "--store", "sqlite:new.db"};
        Files.writeString(folder.resolve("many.jsonl"), conversations(100_000));
        Process process = program.start(command);
        Path log = folder.resolve("new.db-wal");
        awaitMessages(process, folder.resolve("new.db"));
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        Result interrupted = program.end(process);
        assertThat(interrupted.code()).isEqualTo(130);
        assertThat(interrupted.out()).isEmpty();
        // On a slow machine, the store takes a while to close, and the command says so.
        assertThat(interrupted.err().replaceFirst("chatstore: interrupted, and waiting .*\n", ""))
                .isEqualTo("chatstore: interrupted. What was imported is stored."
                        + " The same command goes on and adds the rest.\n");
        assertThat(log).as("the store was closed").doesNotExist();
        Result continued = program.run(command);
        assertThat(continued.code()).isZero();
        assertThat(continued.out())
                .matches(
                        "run [0-9a-f]+ \\(chat-completions\\): 100000 conversations, \\d+ messages added, [1-9]\\d* already there, 0 skipped\n");
    }

    @Test
    void aCopyThatWasKilledIsCompletedByTheSameCommand() throws IOException, InterruptedException {
        Path many = Files.writeString(folder.resolve("many.jsonl"), conversations(10_000));
        String from = "sqlite:" + folder.resolve("many.db");
        assertThat(new Invocation()
                        .run("import", many.toString(), "--store", from)
                        .code())
                .isZero();
        String[] command = {"copy", "--store", from, "--to", "sqlite:copy.db", "--verify", "--json"};
        Process process = program.start(command);
        awaitMessages(process, folder.resolve("copy.db"));
        process.destroyForcibly();
        assertThat(program.end(process).code()).isEqualTo(137);
        Result completed = program.run(command);
        assertThat(completed.code()).as(completed.err()).isZero();
        assertThat(completed.out()).containsPattern("\"alreadyThere\":\\{\"conversations\":[1-9]");
    }
}
