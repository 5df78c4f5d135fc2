package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages without ids are recognized where a source holds another part of a conversation than the last time. */
final class MovingSourceTest {
    private Transfer transfer;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private static String map(String... texts) {
        return Arrays.stream(texts)
                .map(text -> "{\"sender\": \"Ann\", \"text\": \"" + text + "\"}")
                .collect(Collectors.joining(",", "{\"ann\": [", "]}"));
    }

    private ImportReport run(String... texts) throws IOException {
        return transfer.importMap(map(texts));
    }

    private List<String> stored() {
        return transfer.texts("ann");
    }

    @Test
    void aWindowOfTheLastMessagesAddsEqualOnes() throws IOException {
        run("1", "ok", "2", "3", "ok");

        assertThat(run("3", "ok", "4", "ok")).satisfies(Transfer.counts(1, 2, 2, 0));
        assertThat(run("ok", "4", "ok", "ok")).satisfies(Transfer.counts(1, 1, 3, 0));

        assertThat(stored()).containsExactly("1", "ok", "2", "3", "ok", "4", "ok", "ok");
    }

    @Test
    void aWindowThatKeepsItsFirstMessageAddsEqualOnes() throws IOException {
        run("system", "1", "ok", "2", "ok");

        assertThat(run("system", "2", "ok", "3", "ok")).satisfies(Transfer.counts(1, 2, 3, 0));

        assertThat(stored()).containsExactly("system", "1", "ok", "2", "ok", "3", "ok");
    }

    @Test
    void aWindowWithinWhatIsStoredAddsNothing() throws IOException {
        run("1", "ok", "2", "ok", "3");

        assertThat(run("2", "ok", "3")).satisfies(Transfer.counts(1, 0, 3, 0));
        assertThat(run("ok")).satisfies(Transfer.counts(1, 0, 1, 0));
    }

    @Test
    void theNextPartOfAConversationIsAddedAndASecondRunAddsNothing() throws IOException {
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Files.writeString(parts.resolve("1-jan.json"), map("hi", "hello", "bye"));
        Files.writeString(parts.resolve("2-feb.json"), map("hi", "how?", "bye"));
        Files.writeString(parts.resolve("3-mar.json"), map("hi", "hello", "well"));

        assertThat(transfer.into().run(parts)).satisfies(Transfer.counts(3, 9, 0, 0));
        assertThat(transfer.into().verify(parts).isComplete()).isTrue();
        assertThat(transfer.into().run(parts)).satisfies(Transfer.counts(3, 0, 9, 0));
        assertThat(stored()).containsExactly("hi", "hello", "bye", "hi", "how?", "bye", "hi", "hello", "well");
    }

    @Test
    void aNewPartIsAddedAlsoByAnotherRun() throws IOException {
        run("hi", "hello", "bye", "see you");

        assertThat(run("hi", "how?")).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(stored()).containsExactly("hi", "hello", "bye", "see you", "hi", "how?");
    }

    @Test
    void aSourceOfWhichAMessageWasChangedIsNotAddedOnceMore() throws IOException {
        run("1", "2", "3", "ok");

        run("1", "2", "3!", "ok", "4");

        assertThat(stored()).containsExactly("1", "2", "3", "ok", "4");
    }

    @Test
    void messagesOfTheBotBetweenTwoRunsDoNotMatter() throws IOException {
        run("1", "ok", "2", "ok");
        transfer.chats().append(ConversationId.of("ann"), NewMessage.user("live"));

        assertThat(run("2", "ok", "3", "ok")).satisfies(Transfer.counts(1, 2, 2, 0));
        assertThat(stored()).containsExactly("1", "ok", "2", "ok", "live", "3", "ok");
    }

    @Test
    void anAnswerDoesNotMakeOtherMessages() throws IOException {
        String source = """
                {"c1": [{"sender": "Ann", "text": "Hi", "time": "2024-01-01T10:00:00"},
                        {"sender": "Support-Team", "text": "Hello", "time": "2024-01-01T10:01:00"}]}""";
        ImportOptions answers = ImportOptions.NONE.withAssistant("Support-Team").withZone(ZoneId.of("Europe/Oslo"));
        Path file = transfer.file("map.json", source);
        transfer.into().customerMap(file);

        assertThat(transfer.into().with(answers).customerMap(file)).satisfies(result -> {
            assertThat(result.added()).isZero();
            assertThat(result.alreadyThere() + result.skipped()).isEqualTo(2);
        });
        assertThat(transfer.texts("c1")).hasSize(2);
    }

    @Test
    void theAssistantOfACustomerMapIsWhomTheOperatorNames() throws IOException {
        Path map = transfer.file("map.json", """
                {"c1": [{"sender": "Ann", "text": "Hi"}, {"sender": "Support-Team", "text": "Hello"}],
                 "c2": [{"role": "user", "name": "Support-Team", "content": "Hello"}]}""");

        assertThat(HistoryImport.inspect(map, ImportOptions.NONE).questions())
                .containsExactly(new Question(Question.Kind.ASSISTANT, false, List.of("Ann", "Support-Team")));
        transfer.into().with(ImportOptions.NONE.withAssistant("Support-Team")).run(map);

        assertThat(transfer.messages("c1").get(1).role()).isEqualTo(Role.ASSISTANT);
        assertThat(transfer.messages("c1").get(1).author()).isEqualTo("Support-Team");
        assertThat(transfer.messages("c2").get(0).role()).isEqualTo(Role.ASSISTANT);
    }
}
