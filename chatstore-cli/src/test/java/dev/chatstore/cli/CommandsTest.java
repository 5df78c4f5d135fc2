package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command prints and returns. */
class CommandsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private String url = "";

    @BeforeEach
    void createStore() {
        url = Store.in(folder);
    }

    private Result run(String... arguments) {
        return new Invocation().variable("CHATSTORE_URL", url).run(arguments);
    }

    private JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Result result = run(all.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        return MAPPER.readTree(result.out());
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void listShowsConversationsWithoutTheirTexts() throws IOException {
        assertThat(run("list")).isEqualTo(new Result(0, """
                CONVERSATION  MESSAGES  LAST ACTIVITY         OWNER  TITLE
                bob           1         2026-03-01 10:00:00Z
                anna          3         2026-03-01 10:00:00Z  lucia  Two seats
                """, ""));
        JsonNode list = json("list", "--owner", "lucia");
        assertThat(keys(list)).containsExactly("conversations", "next", "unreadable");
        assertThat(list.at("/conversations/0/id").asText()).isEqualTo("anna");
        assertThat(list.at("/conversations/0/tokens").asLong()).isEqualTo(3);
        assertThat(list.at("/conversations/0/created").asText()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(list.get("conversations")).hasSize(1);
    }

    @Test
    void listGoesOnWhereAPageEnded() throws IOException {
        String next = json("list", "--limit", "1").get("next").asText();
        assertThat(run("list", "--limit", "1").err()).isEqualTo("More: --after " + next + "\n");
        Result last = run("list", "--limit", "1", "--after", next);
        assertThat(last.out()).contains("anna").doesNotContain("bob");
        assertThat(json("list", "--limit", "1", "--after", next).get("next").isNull())
                .isTrue();
    }

    @Test
    void showShowsMessagesAsTheyWereSaid() throws IOException {
        assertThat(run("show", "anna")).isEqualTo(new Result(0, """
                anna · title Two seats · owner lucia · model m-1 · 3 messages · created 2026-03-01 10:00:00Z

                #1 · user · Anna · 2026-03-01 10:00:00Z
                  Two seats to Oslo, please

                #2 · assistant · 2026-03-01 10:00:00Z
                  Gladly.
                  When?

                #3 · user · 2026-03-01 10:00:00Z · attached: seat.png
                  予約 on Friday
                """, ""));
        assertThat(run("show", "anna", "--limit", "1").out()).contains("#3").doesNotContain("#2");
        assertThat(run("show", "anna", "--before", "2").out()).contains("#1").doesNotContain("#2");
        assertThat(run("show", "anna", "--from", "2").out())
                .contains("#2", "#3")
                .doesNotContain("#1");
        JsonNode show = json("show", "anna", "--path");
        assertThat(keys(show)).containsExactly("conversation", "messages");
        assertThat(show.at("/conversation/metadata/channel").asText()).isEqualTo("web");
        assertThat(show.at("/conversation/firstSequence").asLong()).isEqualTo(1);
        assertThat(show.at("/messages/2/attachments/0/reference").asText()).isEqualTo("s3://b/k");
        assertThat(show.at("/messages/1/text").asText()).isEqualTo("Gladly.\nWhen?");
    }

    @Test
    void whatAUserWroteDoesNotReachTheTerminal() throws IOException {
        for (Result result : List.of(run("show", "bob"), run("find", "evil"), run("show", "bob", "--json"))) {
            assertThat(result.code()).isZero();
            assertThat(result.out().replace("\n", "").codePoints())
                    .noneMatch(c -> Character.getType(c) == Character.CONTROL || c == 0x202E);
            assertThat(result.out()).containsIgnoringCase("\\u001b").contains("\\u202e");
        }
        assertThat(json("show", "bob").at("/messages/0/text").asText()).isEqualTo(Store.HOSTILE);
    }

    @Test
    void findReadsUntilEnoughIsFound() throws IOException {
        Result found = run("find", "OSLO");
        assertThat(found.out()).contains("anna          #1       user").contains("Two seats to Oslo, please");
        assertThat(found.err()).isEqualTo("Read 4 messages of 2 conversations.\n");
        JsonNode limited = json("find", "e", "--conversation", "anna", "--limit", "1");
        assertThat(keys(limited))
                .containsExactly(
                        "matches", "complete", "conversations", "messages", "unreadableMessages", "unreadable");
        assertThat(limited.get("matches")).hasSize(1);
        assertThat(limited.get("complete").asBoolean()).isFalse();
        assertThat(run("find", "seats", "--owner", "nobody").code()).isEqualTo(4);
    }

    @Test
    void sessionsListsKeysAndShowsAState() throws IOException {
        assertThat(run("sessions").out()).containsPattern("anna +1 .* lucia").doesNotContain("Oslo");
        assertThat(MAPPER.readTree(run("sessions", "anna").out()))
                .isEqualTo(MAPPER.readTree("{\"to\":\"Oslo\",\"seats\":2}"));
        assertThat(keys(json("sessions"))).containsExactly("name", "sessions", "next", "unreadable");
        assertThat(json("sessions", "anna").at("/session/state/seats").asInt()).isEqualTo(2);
        assertThat(run("sessions", "bob").code()).isEqualTo(4);
        assertThat(run("sessions", "--session-store", "other").out()).doesNotContain("anna");
    }

    @Test
    void statsCountsWhatATenantOrAnOwnerHas() throws IOException {
        JsonNode stats = json("stats");
        assertThat(stats.get("conversations").asLong()).isEqualTo(2);
        assertThat(stats.get("messages").asLong()).isEqualTo(4);
        assertThat(stats.get("sessions").asLong()).isEqualTo(1);
        assertThat(json("stats", "--owner", "lucia").get("messages").asLong()).isEqualTo(3);
        assertThat(run("stats", "--tenant", "acme").out()).containsPattern("\n0 +0 +0 +0 +0\n");
    }

    @Test
    void deleteDoesNothingUnlessTheUserAgrees() {
        assertThat(run("delete", "anna", "nobody", "--dry-run"))
                .isEqualTo(new Result(0, "would delete anna\n", "There is no conversation nobody.\n"));
        Result unasked = run("delete", "anna");
        assertThat(unasked.code()).isEqualTo(9);
        assertThat(unasked.err()).contains("Delete conversation anna for good?").contains("use --yes");
        Result refused = onTerminal("n\n").run("delete", "anna");
        assertThat(refused.code()).isEqualTo(9);
        assertThat(refused.err()).contains("[y/N]").contains("Nothing was changed.");
        assertThat(onTerminal("").run("delete", "anna").code()).isEqualTo(9);
        assertThat(run("show", "anna").code()).isZero();
        assertThat(onTerminal("y\n").run("delete", "anna").out()).isEqualTo("deleted anna\n");
        assertThat(run("show", "anna").code()).isEqualTo(4);
        assertThat(run("delete", "anna", "--yes").code()).isEqualTo(4);
    }

    private Invocation onTerminal(String typed) {
        return new Invocation().variable("CHATSTORE_URL", url).onTerminal(80, typed);
    }

    @Test
    void deleteRemovesSessionsOfANamedStore() throws IOException {
        JsonNode deleted = json("delete", "anna", "--sessions", "default", "--yes");
        assertThat(keys(deleted)).containsExactly("dryRun", "deleted", "missing", "failed");
        assertThat(deleted.at("/deleted/0").asText()).isEqualTo("anna");
        assertThat(run("sessions", "anna").code()).isEqualTo(4);
        assertThat(run("show", "anna").code()).isZero();
    }

    @Test
    void anExportComesInAgainAndAddsNothingTheSecondTime() throws IOException {
        String file = folder.resolve("all.jsonl").toString();
        assertThat(run("export", file).err()).contains("2 conversations, 4 messages exported");
        assertThat(run("export", file).code()).as("would replace the file").isEqualTo(9);
        assertThat(keys(json("export", file, "--yes"))).containsExactly("conversations", "messages", "unreadable");
        assertThat(folder.resolve("all.jsonl.part")).doesNotExist();
        assertThat(run("export", "--conversation", "anna").out())
                .isEqualTo(Files.readAllLines(Path.of(file)).get(1) + "\n");
        String copy = "sqlite:" + folder.resolve("copy.db");
        String[] command = {"import", file, "--format", "chat-completions", "--store", copy};
        JsonNode first = json(command);
        assertThat(keys(first))
                .containsExactly(
                        "run",
                        "format",
                        "conversations",
                        "added",
                        "alreadyThere",
                        "changedMeaning",
                        "passedOver",
                        "skipped",
                        "skips",
                        "touched",
                        "cancelled");
        assertThat(first.get("added").asLong()).isEqualTo(4);
        assertThat(json(command).get("alreadyThere").asLong()).isEqualTo(4);
        assertThat(run("show", "anna", "-s", copy).out()).contains("Two seats to Oslo, please");
    }

    @Test
    void anImportThatSkipsSomethingSaysWhere() throws IOException {
        Path file = Files.writeString(folder.resolve("half.jsonl"), """
                {"id": "good", "messages": [{"role": "user", "content": "hello"}]}
                {"id": "bad", "messages": [{"role": "nobody"
                {"id": "last", "messages": [{"role": "user", "content": "bye"}]}
                """);
        Result result = run("import", file.toString(), "--format", "chat-completions");
        assertThat(result.code()).isEqualTo(10);
        assertThat(result.out()).contains(": 2 conversations, 2 messages added", "  skipped: half.jsonl:2:");
    }

    @Test
    void aTruncatedFileIsAnErrorWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("cut.jsonl"), """
                {"id": "good", "messages": [{"role": "user", "content": "hello"}]}
                {"id": "cut", "messages": [{"role": "us""");
        Result result = run("import", file.toString(), "--format", "chat-completions");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("cut.jsonl").contains("line 2").contains("1 message added");
    }

    @Test
    void anExportIsNotWrittenToATerminal() {
        Result result = onTerminal("").run("export");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("FILE");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void healthTellsAStoreThatCannotBeReached() throws IOException {
        assertThat(json("health").toString())
                .isEqualTo("{\"state\":\"up\",\"parts\":[{\"name\":\"durable\",\"state\":\"up\",\"reason\":null}]}");
        Result down = run("health", "--json", "--store", "sqlite:" + folder.resolve("none.db"));
        assertThat(down.code()).isEqualTo(8);
        assertThat(MAPPER.readTree(down.out()).get("state").asText()).isEqualTo("down");
    }
}
