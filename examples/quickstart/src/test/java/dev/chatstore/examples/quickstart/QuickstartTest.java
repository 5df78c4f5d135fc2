package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @TempDir
    private Path folder;

    private Path data;
    private String store;

    @BeforeEach
    void writeASmallSample() throws IOException {
        store = "sqlite:" + folder.resolve("bot.db");
        data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("history.jsonl"), """
                {"id": "boat", "owner": "anna", "title": "Boat tour", "messages": [\
                {"role": "user", "content": "Sounds fair!"}, {"role": "assistant", "content": "See you, Anna. ⛵"}]}
                """);
    }

    @Test
    void theFirstStartImportsTheSampleHistoryAndTheSecondAddsNothing() {
        String summary = "sample history: 1 conversation, %d messages added, %d already there, 0 skipped";
        assertThat(chat("").printed()).contains(summary.formatted(2, 0));
        assertThat(chat("").printed()).contains(summary.formatted(0, 2));
    }

    @Test
    void theSecondStartContinuesWhereTheFirstEnded() {
        Run first = chat("A table for two, please\n21:15\n");
        assertThat(first.printed()).contains("harbour> I have a table for 2 at 21:15. Which day?");
        Run second = chat("24 December\n");
        assertThat(second.printed())
                .contains("Welcome back, anna. Last time you said: 21:15")
                .contains("I have a table for 2 at 21:15; still missing: the day, a name.")
                .contains("harbour> I have a table for 2 on ");
    }

    @Test
    void aUserWithoutAHistoryIsWelcomedToo() {
        Run run = Run.typing(
                "/history\nHello\n/history 2\n",
                "--stdin",
                "--store",
                store,
                "--data",
                data.toString(),
                "--user",
                "Zoë 🦭");
        assertThat(run.printed()).contains("Welcome to Harbour House, Zoë 🦭.").contains("  #1 Zoë 🦭: Hello");
    }

    @Test
    void theCommandsShowFindAndChange() {
        Run run = chat("Is the soup hot?\n/find SOUP\n/edit 3 Is the soup cold?\n/goal\n/chats\n/quit\nnot read\n");
        assertThat(run.printed())
                .contains("  #3 anna: Is the soup hot?")
                .contains("(1 found)")
                .contains("  #3 anna: Is the soup cold?")
                .contains("(revision 1: Is the soup hot?)")
                .contains("(there is no booking)")
                .contains("  anna: Boat tour, 4 messages")
                .doesNotContain("not read");
    }

    @Test
    void aSampleMessageThatWasChangedStaysChanged() {
        chat("/edit 1 Sounds more than fair!\n");
        assertThat(chat("/history 30\n").printed())
                .contains(" 0 messages added,")
                .contains("  #1 guest: Sounds more than fair!");
    }

    @Test
    void aForgottenConversationStaysForgotten() {
        chat("Remember the beetroot\n/forget\n");
        assertThat(chat("/find beetroot\n/history\n").printed())
                .contains("(0 found)")
                .contains("Welcome to");
    }

    @Test
    void aFailedLineDoesNotEndTheChat() {
        Run run = chat("/history 0\n/history many\n/find\n/edit 99999 text\n/edit one text\n/dance\na\0b\nHello\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run.printed())
                .contains("(failed: slice.limit must be from 1 to 10000 but is 0)")
                .contains("(number of messages is missing")
                .contains("(words are missing")
                .contains("(message 99999 does not exist)")
                .contains("(message number or text is missing")
                .contains("(unknown command /dance; /help lists the commands)")
                .contains("(failed: message.text must not contain a NUL")
                .contains("harbour> Hello!");
    }

    @Test
    void anUnknownOptionEndsWithTwo() {
        assertThat(Run.of("--shop", "x"))
                .isEqualTo(new Run(2, "", line("quickstart: unknown option --shop; --help lists the options")));
    }

    @Test
    void helpListsTheOptions() {
        Run run = Run.of("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.printed()).contains("--store", "--user", "--data", "--stdin");
    }

    @Test
    void aMissingSampleHistoryEndsWithOne() {
        Path missing = folder.resolve("nowhere");
        assertThat(Run.of("--data", missing.toString(), "--store", store))
                .isEqualTo(new Run(1, "", line("quickstart: directory " + missing + " does not exist")));
        assertThat(folder.resolve("bot.db")).doesNotExist();
    }

    @Test
    void aStoreThatCannotBeOpenedEndsWithOne() {
        assertFails("sqlite:" + folder.resolve("missing").resolve("bot.db"), "a file in an existing folder");
        assertFails("sqlite:" + folder, "is a folder");
        assertFails("sqlit:bot.db", "did you mean sqlite:?");
        assertFails("bot.db", "must start with a scheme and a colon");
    }

    private static void assertFails(String store, String because) {
        for (Run run : new Run[] {Run.of("--store", store), Run.typing("Hello\n", "--stdin", "--store", store)}) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.errors())
                    .startsWith("quickstart: ")
                    .contains(because)
                    .hasLineCount(1);
            assertThat(run.printed()).isEmpty();
        }
    }

    private Run chat(String lines) {
        return Run.typing(lines, "--stdin", "--store", store, "--data", data.toString());
    }

    private static String line(String text) {
        return text + System.lineSeparator();
    }
}
