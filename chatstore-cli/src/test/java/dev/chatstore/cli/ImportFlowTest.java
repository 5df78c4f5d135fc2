package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow of an import: inspect, dry run, run, verify, runs and undo. */
class ImportFlowTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private String url = "";
    private String source = "";

    @BeforeEach
    void createSource() throws IOException {
        url = "sqlite:" + folder.resolve("new.db");
        source = Files.writeString(folder.resolve("two.jsonl"), """
                        {"id": "a", "messages": [{"role": "user", "content": "hello"}]}
                        {"id": "b", "messages": [{"role": "user", "content": "bye"}, {"role": "assistant", "content": "Bye!"}]}
                        """).toString();
    }

    private Result run(String... arguments) {
        return new Invocation().variable("CHATSTORE_URL", url).run(arguments);
    }

    private JsonNode json(int code, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Result result = run(all.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        return MAPPER.readTree(result.out());
    }

    @Test
    void aRunIsInspectedTriedVerifiedListedAndUndone() throws IOException {
        JsonNode found = json(0, "inspect", source);
        assertThat(found.get("format").asText()).isEqualTo("chat-completions");
        assertThat(found.get("conversations").asLong()).isEqualTo(2);
        assertThat(found.get("messages").asLong()).isEqualTo(3);
        assertThat(json(0, "import", source, "--dry-run").get("added").asLong()).isEqualTo(3);
        assertThat(json(11, "import", source, "--dry-run", "--verify")
                        .at("/verified/missing")
                        .asLong())
                .isEqualTo(3);
        JsonNode report = json(0, "import", source, "--verify");
        assertThat(report.at("/verified/equal").asLong()).isEqualTo(3);
        assertThat(report.get("added").asLong()).isEqualTo(3);
        String run = report.get("run").asText();
        assertThat(json(0, "runs").at("/runs/0/run").asText()).isEqualTo(run);
        assertThat(run("undo", run).code()).as("asks").isEqualTo(9);
        assertThat(json(0, "undo", run, "--yes").get("removed").asLong()).isEqualTo(2);
        assertThat(json(0, "runs").get("runs")).isEmpty();
        assertThat(run("show", "a").code()).isEqualTo(4);
        assertThat(run("undo", run, "--yes").code()).isEqualTo(3);
    }

    @Test
    void whatASourceLeavesOpenIsAskedByTheNameOfItsOption() throws IOException {
        String chat = Files.writeString(folder.resolve("chat.txt"), """
                        13/02/2026, 10:00 - Anna: Two seats, please
                        13/02/2026, 10:01 - Bot: Gladly
                        """).toString();
        Result inspected = run("inspect", chat);
        assertThat(inspected.out()).contains("--zone ZONE (needed)", "--assistant NAME");
        Result refused = run("import", chat);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).isEqualTo("chatstore: Which time zone are the times in? Use --zone ZONE.\n");
        assertThat(json(0, "import", chat, "--zone", "Europe/Oslo", "--assistant", "Bot")
                        .get("added")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void anAssistantWhomNobodyIsCalledIsRefusedWithTheNamesThatThereAre() throws IOException {
        String chat = Files.writeString(folder.resolve("chat.txt"), """
                        13/02/2026, 10:00 - Anna: Two seats, please
                        13/02/2026, 10:01 - Bot: Gladly
                        """).toString();
        for (String command : List.of("inspect", "import")) {
            Result refused = run(command, chat, "--zone", "Europe/Oslo", "--assistant", "bot");
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .isEqualTo("chatstore: no sender of the source is called bot. Its senders are: Anna, Bot\n");
        }
        Result none = run("import", source, "--assistant", "Bot\u001b[2J");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("Bot\\u001b[2J");
        assertThat(json(0, "inspect", chat, "--zone", "Europe/Oslo").get("senders"))
                .extracting(JsonNode::asText)
                .containsExactly("Anna", "Bot");
    }

    @Test
    void aTableThatIsNotRecognizedPointsToTheOptionsOfItsColumns() throws IOException {
        String csv = Files.writeString(folder.resolve("lines.csv"), "ticket,body\nt1,hello\n")
                .toString();
        assertThat(run("import", csv).err()).contains("--conversation COLUMN --text COLUMN");
        assertThat(json(0, "import", csv, "--conversation", "ticket", "--text", "body")
                        .get("added")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void whatIsNotRecognizedIsAnError() throws IOException {
        String nothing = Files.writeString(folder.resolve("x.txt"), "nothing like a chat")
                .toString();
        assertThat(run("inspect", nothing).code()).isEqualTo(3);
        assertThat(run("import", nothing).code()).isEqualTo(3);
        assertThat(run("inspect", folder.resolve("none").toString()).code()).isEqualTo(4);
    }

    @Test
    void theLogsOfImportsAreInCopiesWhereARunCanBeUndoneAndTheCountsSaySo() throws IOException {
        String run = json(0, "import", source).get("run").asText();
        String counted = "Counted too: 1 log of imports (tenant chatstore.imports)";
        String copy = "sqlite:" + folder.resolve("copy.db");
        assertThat(run("dump", folder.resolve("bot.dump").toString()).err()).contains(counted);
        assertThat(run("backup", folder.toString()).err()).contains(counted);
        assertThat(run("copy", "--to", copy, "--tenant", "default").err()).doesNotContain("Counted");
        assertThat(run("copy", "--to", copy).err()).contains(counted);
        assertThat(json(0, "undo", run, "--yes", "--store", copy).get("removed").asLong())
                .isEqualTo(2);
    }

    @Test
    void anUndoLeavesWhatHasChangedAndSaysSo() throws IOException {
        String run = json(0, "import", source).get("run").asText();
        try (ChatStorage storage = ChatStorage.open(url)) {
            storage.chats().append(ConversationId.of("a"), NewMessage.user("more"));
        }
        JsonNode undone = json(10, "undo", run, "--yes");
        assertThat(undone.get("removed").asLong()).isEqualTo(1);
        assertThat(undone.at("/reasons/0").asText()).startsWith("a ");
        assertThat(run("undo", run, "--yes").err()).contains("Left: a ");
        assertThat(run("show", "a").out()).contains("hello", "more");
    }

    @Test
    void aTableIsReadByItsColumnsFromAFileAndFromADatabase() throws IOException, SQLException {
        String csv = Files.writeString(folder.resolve("lines.csv"), """
                        ticket,who,body,at
                        t1,visitor,Two seats,2026-03-01T10:00:00Z
                        t1,agent,Gladly,2026-03-01T10:01:00Z
                        """).toString();
        String[] columns = {
            "--conversation", "ticket", "--text", "body", "--sender", "who", "--time", "at", "--role", "visitor=user"
        };
        assertThat(json(0, with("inspect", csv, columns)).at("/roles/assistant").asLong())
                .isEqualTo(1);
        assertThat(json(0, with("import", csv, columns)).get("added").asLong()).isEqualTo(2);
        String database = "jdbc:sqlite:" + folder.resolve("support.db");
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("create table lines (n integer primary key, ticket text, who text, body text, at text)");
            statement.execute("insert into lines values (1, 't2', 'agent', 'Hello', '2026-03-01 10:00:00')");
        }
        Result asked = run(with("import", database, columns));
        assertThat(asked.code()).isEqualTo(3);
        assertThat(asked.err()).contains("columns.table");
        String[] all = with("--table", "lines", columns);
        all = with("--id", "n", all);
        assertThat(run(with("import", database, all)).err()).contains("Use --zone ZONE.");
        assertThat(json(0, with("import", database, with("--zone", "Europe/Oslo", all)))
                        .get("added")
                        .asLong())
                .isEqualTo(1);
        assertThat(run("show", "t2").out()).contains("Hello");
    }

    private static String[] with(String first, String second, String... more) {
        return Stream.concat(Stream.of(first, second), Arrays.stream(more)).toArray(String[]::new);
    }
}
