package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.NewMessage;
import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands say and return if something is wrong. */
class CommandErrorsTest {
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

    @ParameterizedTest
    @CsvSource({
        "2, lst, Did you mean list?",
        "2, list --limt 3, --limit",
        "2, delete, ID",
        "2, import x --format ods, customer-map",
        "2, import x --zone Oslo, --zone must be a time zone such as Europe/Oslo",
        "2, import x --date-order year, --date-order must be day or month",
        "2, import x --role anna, --role must be",
        "2, import x --role anna=queen, --role must be",
        "2, import x --text body, --conversation",
        "2, import x --source-config y, jdbc:",
        "2, import jdbc:none:x, jdbc:postgresql:",
        "2, import url.db --conversation c --text t --sender s --from-assistant a, --from-assistant",
        "2, import url.db --conversation c --text t --time-unit unix-millis, --time",
        "2, verify --file-only, FILE",
        "2, verify x --tenant acme, as a whole",
        "2, backup x --keep 0, --keep",
        "2, copy, --to",
        "3, undo nothing --yes, must be one of the runs that the store lists",
        "4, backup none, none does not exist",
        "4, restore none, none does not exist",
        "4, verify none, none does not exist",
        "8, import jdbc:postgresql://127.0.0.1:1/x?user=bob&password=hunter2, cannot be connected to",
        "3, copy --to sqlite:none/other.db, none",
        "2, caches, subcommand",
        "2, caches check, cache.url",
        "2, export --json, FILE",
        "2, find x --limit 0, --limit",
        "2, caches invalidate anna, cache.url",
        "2, health --timeout -1, --timeout",
        "2, show --4711--, chatstore show -- --4711--",
        "4, show -- --4711--, --4711-- does not exist",
        "4, show -1001234567890, -1001234567890 does not exist",
        "4, show -- -1001234567890, -1001234567890 does not exist",
        "3, list --limit 5000, query.limit",
        "3, list --set sesions.ttl=1d, sessions.ttl",
        "3, list --store mysq://bob:hunter2@db/chat, did you mean mysql",
        "4, show nobody, nobody does not exist",
        "4, import none.jsonl --format customer-map, none.jsonl does not exist",
        "4, list --config none.properties, none.properties does not exist",
        "8, list --store sqlite:none.db, does not exist"
    })
    void anErrorIsOneLineThatSaysWhatToDo(int code, String command, String part) {
        Result result = run(command.split(" "));
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("chatstore: ").contains(part).doesNotContain("hunter2", "\tat ");
        assertThat(result.err().lines().count()).isLessThanOrEqualTo(3);
    }

    @Test
    void debugShowsWhereAnErrorCameFrom() {
        Result result = run("list", "--store", "mysq://bob:hunter2@db/chat", "--debug");
        assertThat(result.err())
                .contains("InvalidInputException", "\tat dev.chatstore")
                .doesNotContain("hunter2");
    }

    /** An id may begin with the character that names a file of arguments elsewhere. */
    @Test
    void anArgumentIsNeverReadFromAFile() throws IOException {
        Path ids = Files.writeString(folder.resolve("ids"), "anna bob");
        Result result = run("delete", "--yes", "@" + ids);
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).isEqualTo("There is no conversation @" + ids + ".\n");
        assertThat(run("show", "anna").code()).isZero();
    }

    @Test
    void anExportRefusesAFolderAndAWrongStoreLeavesNoFile() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Result refused = run("export", empty.toString(), "--yes");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("is a folder");
        Result wrong = run("export", folder.resolve("f.jsonl").toString(), "-s", "sqlite:" + folder.resolve("none.db"));
        assertThat(wrong.code()).isEqualTo(8);
        assertThat(folder).isDirectoryNotContaining("glob:**f.jsonl*");
    }

    @Test
    void aSecondBeginningIsNoReply() {
        try (ChatStorage storage = ChatStorage.open(url)) {
            storage.chats().append(Store.BOB, NewMessage.user("Again").withParent(0));
        }
        assertThat(run("show", "bob").out()).contains("· another beginning").doesNotContain("#0");
    }

    @Test
    void aCacheThatDoesNotAnswerIsReported() throws IOException {
        String[] cache = {
            "--set", "cache.url=redis://127.0.0.1:1/0", "--set", "redis.timeout=0ms", "--set", "redis.retries=0"
        };
        List<String> invalidate = new ArrayList<>(List.of("caches", "invalidate", "anna", "--json"));
        invalidate.addAll(List.of(cache));
        Result pending = run(invalidate.toArray(String[]::new));
        assertThat(pending.code()).isEqualTo(10);
        assertThat(MAPPER.readTree(pending.out()).get("pending").asLong()).isEqualTo(1);
        List<String> delete = new ArrayList<>(List.of("delete", "anna", "--yes"));
        delete.addAll(List.of(cache));
        Result deleted = run(delete.toArray(String[]::new));
        assertThat(deleted.out()).isEqualTo("deleted anna\n");
        assertThat(deleted.code()).isEqualTo(10);
        assertThat(deleted.err()).contains("The shared cache did not answer");
    }

    @Test
    void anArgumentThatIsNotTextIsRefused() {
        assertThat(run("show", "J\uFFFDrgen").err()).contains("LC_ALL=C.UTF-8");
        assertThat(run("show", "J\uFFFDrgen").code()).isEqualTo(2);
    }

    @Test
    void withoutACommandTheUsageIsAnError() {
        assertThat(run().code()).isEqualTo(2);
        assertThat(run("--help")).satisfies(help -> {
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("import", "export", "completion");
        });
        assertThat(run("--version").out()).startsWith("chatstore ");
    }
}
