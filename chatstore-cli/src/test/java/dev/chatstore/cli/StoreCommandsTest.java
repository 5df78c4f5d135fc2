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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about whole stores: dump, restore, backup, copy and verify. */
class StoreCommandsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private String url = "";
    private String other = "";

    @BeforeEach
    void createStore() {
        url = Store.in(folder);
        other = "sqlite:" + folder.resolve("other.db");
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
    void aDumpComesBackEqualAndVerifyShowsIt() throws IOException {
        String file = folder.resolve("bot.dump.zst").toString();
        JsonNode dump = json(0, "dump", file);
        assertThat(dump.get("conversations").asLong()).isEqualTo(2);
        assertThat(dump.get("sessions").asLong()).isEqualTo(1);
        assertThat(run("dump", file).code()).as("would replace the file").isEqualTo(9);
        assertThat(json(0, "restore", file, "--dry-run", "--store", other)
                        .at("/added/messages")
                        .asLong())
                .isEqualTo(4);
        ChatStorage.open(other).close();
        assertThat(run("verify", file, "--store", other).code()).isEqualTo(11);
        assertThat(json(0, "restore", file, "--store", other)
                        .at("/added/conversations")
                        .asLong())
                .isEqualTo(2);
        assertThat(json(0, "restore", file, "--store", other)
                        .at("/alreadyThere/conversations")
                        .asLong())
                .isEqualTo(2);
        assertThat(run("verify", file, "--store", other).code()).isZero();
        assertThat(json(0, "verify", "--to", other).get("equal").asBoolean()).isTrue();
    }

    @Test
    void aDamagedDumpIsAnErrorWithItsPlace() throws IOException {
        Path file = folder.resolve("bot.dump.zst");
        run("dump", file.toString());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));
        Result result = run("restore", file.toString(), "--store", other);
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("the dump cannot be read on: line");
        assertThat(run("verify", file.toString(), "--file-only").code()).isEqualTo(7);
    }

    @Test
    void whatCameBeforeTheDamageIsRestoredAndCounted() throws IOException {
        Path file = folder.resolve("bot.dump.zst");
        run("dump", file.toString());
        assertThat(json(0, "verify", file.toString(), "--file-only")
                        .get("messages")
                        .asLong())
                .isEqualTo(4);
        Files.writeString(file, "more", StandardOpenOption.APPEND);
        Result result = run("restore", file.toString(), "--store", other);
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("Until there: added 2 conversations with 4 messages, 1 session");
        assertThat(run("verify", "--to", other).code()).isZero();
    }

    @Test
    void aCopyAddsWhatIsNewAndReplacesOnlyOnDemand() throws IOException {
        assertThat(json(0, "copy", "--to", other, "--dry-run")
                        .at("/added/conversations")
                        .asLong())
                .isEqualTo(2);
        assertThat(run("copy", "--to", other, "--verify").code()).isZero();
        try (ChatStorage storage = ChatStorage.open(url)) {
            storage.chats().append(Store.BOB, NewMessage.user("more"));
        }
        JsonNode second = json(10, "copy", "--to", other);
        assertThat(second.at("/different/conversations").asLong()).isEqualTo(1);
        assertThat(second.at("/differentConversations/0/id").asText()).isEqualTo("bob");
        assertThat(json(11, "verify", "--to", other).get("different").asLong()).isEqualTo(1);
        assertThat(json(0, "copy", "--to", other, "--conflict", "replace", "--verify")
                        .at("/replaced/conversations")
                        .asLong())
                .isEqualTo(1);
        assertThat(json(0, "copy", "--to", "sqlite:" + folder.resolve("part.db"), "--owner", "lucia")
                        .at("/added/conversations")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void aMirrorReadsWhatHasChangedAndRemovesWhatOnlyTheTargetHasIfConfirmed() throws IOException {
        assertThat(run("copy", "--to", other).code()).isZero();
        try (ChatStorage storage = ChatStorage.open(url);
                ChatStorage target = ChatStorage.open(other)) {
            storage.chats().append(Store.BOB, NewMessage.user("more"));
            target.chats().append(ConversationId.of("extra"), NewMessage.user("text"));
        }
        assertThat(json(10, "copy", "--to", other, "--changed")
                        .at("/different/conversations")
                        .asLong())
                .isEqualTo(1);
        assertThat(run("copy", "--to", other, "--mirror").code()).isEqualTo(9);
        JsonNode mirrored = json(0, "copy", "--to", other, "--mirror", "--yes", "--verify");
        assertThat(mirrored.at("/replaced/conversations").asLong()).isEqualTo(1);
        assertThat(mirrored.at("/removed/conversations").asLong()).isEqualTo(1);
    }

    @Test
    void aDryRunCreatesNoStore() throws IOException {
        Path dump = folder.resolve("bot.dump.zst");
        Path history = Files.writeString(
                folder.resolve("h.jsonl"), "{\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}\n");
        run("dump", dump.toString());
        List<String> before = files();
        assertThat(json(0, "copy", "--to", other, "--dry-run")
                        .at("/added/messages")
                        .asLong())
                .isEqualTo(4);
        assertThat(json(0, "copy", "--to", other, "--dry-run", "--mirror")
                        .at("/added/messages")
                        .asLong())
                .isEqualTo(4);
        assertThat(json(0, "restore", dump.toString(), "--dry-run", "--store", other)
                        .at("/added/messages")
                        .asLong())
                .isEqualTo(4);
        assertThat(json(0, "import", history.toString(), "--dry-run", "--store", other)
                        .get("added")
                        .asLong())
                .isEqualTo(1);
        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void aStoreIsNotCopiedOntoItselfByWhicheverPath() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), Path.of(url.substring("sqlite:".length())));
        for (String same : List.of(url, "sqlite:" + link)) {
            Result refused = run("copy", "--to", same, "--mirror", "--yes");
            assertThat(refused.code()).isEqualTo(3);
            assertThat(refused.err()).contains("is the same");
            assertThat(run("follow", "--to", same, "--yes").code()).isEqualTo(3);
            assertThat(run("verify", "--to", same).code()).as("reads only").isZero();
        }
        assertThat(json(0, "stats", "--tenant", "chatstore.system")
                        .get("sessions")
                        .asLong())
                .as("what it was found out by")
                .isZero();
        String copy = "sqlite:" + Files.copy(Path.of(url.substring("sqlite:".length())), folder.resolve("copy.db"));
        assertThat(run("copy", "--to", copy, "--mirror", "--yes").code())
                .as("of the same identity")
                .isZero();
    }

    @Test
    void verifyNamesWhatDiffersAndHow() throws IOException {
        assertThat(run("copy", "--to", other).code()).isZero();
        try (ChatStorage storage = ChatStorage.open(url);
                ChatStorage target = ChatStorage.open(other)) {
            storage.chats().append(Store.BOB, NewMessage.user("more"));
            target.chats().append(ConversationId.of("extra"), NewMessage.user("text"));
        }
        Result verified = run("verify", "--to", other);
        assertThat(verified.code()).isEqualTo(11);
        assertThat(verified.out()).startsWith("not equal: 1 different, 0 missing in the target, 1 only in the target");
        assertThat(verified.err())
                .contains(
                        "conversation bob (tenant default): different in the messages",
                        "extra (tenant default): only in the target");
        JsonNode differences = json(11, "verify", "--to", other).get("differences");
        assertThat(differences.findValuesAsText("kind")).containsExactlyInAnyOrder("messages", "extra");
        assertThat(differences.findValuesAsText("id")).containsExactlyInAnyOrder("bob", "extra");
    }

    @Test
    void whoFollowsIsAskedAndTheTimesAreChecked() {
        assertThat(run("follow", "--to", other).code()).isEqualTo(9);
        assertThat(run("follow", "--to", other, "--yes", "--every", "soon").err())
                .contains("--every must be from 100ms to 1d");
        assertThat(folder.resolve("other.db")).doesNotExist();
    }

    @Test
    void backupsRotate() throws IOException {
        String backups = Files.createDirectory(folder.resolve("backups")).toString();
        List<Path> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(Path.of(
                    json(0, "backup", backups, "--keep", "2").get("file").asText()));
        }
        assertThat(made.get(0)).doesNotExist();
        assertThat(made.subList(1, 3)).allMatch(Files::exists);
        try (var files = Files.list(Path.of(backups))) {
            assertThat(files).hasSize(2);
        }
        assertThat(run("verify", made.get(2).toString()).code()).isZero();
        assertThat(run("restore", made.get(2).toString(), "--store", other).code())
                .isZero();
    }

    @Test
    void aBackupCanBeAFileOfSqliteUnderANameOfItsOwn() throws IOException {
        Path backups = Files.createDirectory(folder.resolve("backups"));
        Path foreign = Files.createFile(backups.resolve("bot-notes.db"));
        JsonNode first = json(0, "backup", backups.toString(), "--sqlite-file", "--name", "bot", "--keep", "1");
        JsonNode second = json(0, "backup", backups.toString(), "--sqlite-file", "--name", "bot", "--keep", "1");
        assertThat(second.at("/removed/0").asText()).isEqualTo(first.get("file").asText());
        assertThat(second.get("content").isNull()).isTrue();
        assertThat(foreign).exists();
        Path file = Path.of(second.get("file").asText());
        assertThat(file.getFileName().toString()).startsWith("bot-").endsWith(".db");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(json(0, "verify", "--to", "sqlite:" + file).get("equal").asBoolean())
                .isTrue();
    }

    @Test
    void aBackupThatCannotBeMadeRemovesNone() throws IOException {
        Path backups = Files.createDirectory(folder.resolve("backups"));
        run("backup", backups.toString());
        String[] command = {"backup", backups.toString(), "--keep", "1", "--store"};
        assertThat(run(with(command, "sqlite:" + folder.resolve("none.db"))).code())
                .isEqualTo(8);
        assertThat(run(with(command, url, "--name", "a/b")).code()).isEqualTo(3);
        assertThat(run(with(command, "memory:", "--sqlite-file")).err()).contains("write a dump");
        assertThat(backups).isDirectoryContaining("glob:**.dump.zst");
    }

    @Test
    void aPipeIsWrittenToAndReadFromAsItIs() throws IOException, InterruptedException {
        String pipe = folder.resolve("pipe").toString();
        new ProcessBuilder("mkfifo", pipe).start().waitFor();
        Path copy = folder.resolve("copy");
        Process reader =
                new ProcessBuilder("cat", pipe).redirectOutput(copy.toFile()).start();
        assertThat(run("dump", pipe).code()).isZero();
        assertThat(reader.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Process writer = new ProcessBuilder("dd", "if=" + copy, "of=" + pipe).start();
        assertThat(run("restore", pipe, "--store", other).code()).isZero();
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run("verify", copy.toString(), "--store", other).out())
                .startsWith("the store has all of the dump: 2");
        assertThat(Files.isRegularFile(Path.of(pipe))).isFalse();
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
    }
}
