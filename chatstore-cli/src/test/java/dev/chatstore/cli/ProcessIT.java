package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.NewMessage;
import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        assertThat(listed.err()).isEqualTo("Read 4 messages of 2 conversations.\n");
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
    void anInterruptedImportIsContinuedByTheSameCommand() throws Exception {
        String[] command = {"import", "many.jsonl", "--format", "chat-completions", "--store", "sqlite:new.db"};
        Files.writeString(folder.resolve("many.jsonl"), conversations(100_000));
        Process process = program.start(command);
        Path log = folder.resolve("new.db-wal");
        try (HeldStore held = HeldStore.inTheMiddle(process, folder.resolve("new.db"), 0, 100_000, () -> true)) {
            assertThat(held).isNotNull();
            Program.interrupt(process);
            program.awaitPrinted(process, text -> text.contains("interrupted"));
        }
        Result interrupted = program.end(process);
        assertThat(interrupted.code()).isEqualTo(130);
        assertThat(interrupted.out()).isEmpty();
        // The store waits for the running call, and the command says so.
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
    void aCopyThatWasKilledIsCompletedByTheSameCommand() throws Exception {
        Path many = Files.writeString(folder.resolve("many.jsonl"), conversations(10_000));
        String from = "sqlite:" + folder.resolve("many.db");
        assertThat(new Invocation()
                        .run("import", many.toString(), "--store", from)
                        .code())
                .isZero();
        String[] command = {"copy", "--store", from, "--to", "sqlite:copy.db", "--verify", "--json"};
        Process process = program.start(command);
        try (HeldStore held = HeldStore.inTheMiddle(process, folder.resolve("copy.db"), 0, 10_000, () -> true)) {
            assertThat(held).isNotNull();
            process.destroyForcibly().waitFor();
        }
        assertThat(program.end(process).code()).isEqualTo(137);
        Result completed = program.run(command);
        assertThat(completed.code()).as(completed.err()).isZero();
        assertThat(completed.out()).containsPattern("\"alreadyThere\":\\{\"conversations\":[1-9]");
    }

    @Test
    void aFollowerCopiesWhatChangesUntilItIsInterruptedAndItsTargetIsEqual() throws IOException, InterruptedException {
        Process process = program.start(
                "follow", "--to", "sqlite:new.db", "--every", "100ms", "--report", "100ms", "--yes", "--json");
        program.awaitPrinted(process, text -> text.contains("\"lastPass\":{\"added\""));
        try (ChatStorage storage = ChatStorage.open("sqlite:" + folder.resolve("bot.db"))) {
            storage.chats().append(Store.BOB, NewMessage.user("more"));
        }
        awaitMessage(process, folder.resolve("new.db"), "more");
        Program.interrupt(process);
        Result interrupted = program.end(process);
        assertThat(interrupted.code()).isEqualTo(130);
        assertThat(interrupted.err().replaceFirst("chatstore: interrupted, and waiting .*\n", ""))
                .isEqualTo("chatstore: interrupted. What was copied is stored. The same command goes on.\n");
        assertThat(interrupted.out().lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("\\{\"waiting\":\\d+,\"behindMillis\":(\\d+|null),\"error\":null,.*}"));
        assertThat(program.run("verify", "--to", "sqlite:new.db").code()).isZero();
    }

    private static void awaitMessage(Process process, Path file, String text) {
        while (process.isAlive() && !hasMessage(file, text)) {
            Thread.onSpinWait();
        }
    }

    private static boolean hasMessage(Path file, String text) {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                PreparedStatement statement = database.prepareStatement("select 1 from chat_message where text = ?")) {
            statement.setString(1, text);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        } catch (SQLException e) {
            // There is no table yet.
            return false;
        }
    }

    @Test
    void theStandardOutputByItsNameIsWrittenToAndNotReplaced() throws IOException, InterruptedException {
        Result dumped = program.shell("\"$@\" > whole.dump; cat whole.dump | wc -c", "dump", "/dev/stdout");
        assertThat(dumped.err()).startsWith("dumped 2 conversations");
        assertThat(program.run("verify", "whole.dump").code()).isZero();
        Path page = folder.resolve("page.html");
        program.shell("\"$@\" > page.html", "export", "/dev/fd/1", "--format", "html");
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("</html>");
    }
}
