package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.ChatStorage;
import dev.chatstore.cli.Invocation.Result;
import dev.chatstore.core.erasure.Erasure;
import dev.chatstore.core.erasure.ErasureCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about a person: erase and export-person. */
class PersonCommandsTest {
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

    private boolean hasAnna() {
        try (ChatStorage storage = ChatStorage.open(url)) {
            return storage.chats().find(Store.ANNA).isPresent();
        }
    }

    @Test
    void aDryRunSaysWhatTheErasureRemoves() throws IOException {
        Result dry = run("erase", "--person", "lucia", "--by", "operator:ola", "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains("would erase 1 conversation with 3 messages")
                .contains("1 session");
        assertThat(hasAnna()).isTrue();

        Path certificate = folder.resolve("certificate.json");
        Result erased = run(
                "erase",
                "--person",
                "lucia",
                "--by",
                "operator:ola",
                "--yes",
                "--certificate",
                certificate.toString(),
                "--json");
        assertThat(erased.code()).as(erased.err()).isZero();
        JsonNode json = MAPPER.readTree(erased.out());
        assertThat(json.at("/outcome").asText()).isEqualTo("complete");
        assertThat(json.at("/removed/messages").asLong()).isEqualTo(3);
        assertThat(ErasureCertificate.isIntact(Files.readString(certificate))).isTrue();
        assertThat(Files.readString(certificate)).doesNotContain("lucia");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certificate)))
                .isEqualTo("rw-------");
        assertThat(hasAnna()).isFalse();
    }

    @Test
    void nothingIsErasedWithoutAYes() {
        assertThat(run("erase", "--person", "lucia", "--by", "operator:ola").code())
                .isEqualTo(9);
        Result no = new Invocation()
                .variable("CHATSTORE_URL", url)
                .onTerminal(100, "n\n")
                .run("erase", "--person", "lucia", "--by", "operator:ola");
        assertThat(no.code()).isEqualTo(9);
        assertThat(no.out() + no.err()).contains("Erase 1 conversation with 3 messages");
        assertThat(hasAnna()).isTrue();
        assertThat(run("erase", "--by", "operator:ola", "--yes").code()).isEqualTo(2);
        assertThat(run("erase", "--person", "lucia", "--by", "lucia", "--yes").code())
                .isEqualTo(3);
        assertThat(hasAnna()).isTrue();
    }

    @Test
    void whatMentionsThePersonIsListedAndARunIsContinued() {
        Result first = run("erase", "--author", "Anna", "--by", "operator:ola", "--yes", "--quiet");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("erased 0 conversations with 0 messages, 1 message in conversations of others");
        Result listed = run("erase", "--author", "Oslo", "--by", "operator:ola", "--scan-texts", "--dry-run");
        assertThat(listed.out()).contains("mentioned in session_state: 1");
        assertThat(listed.err()).contains("Mentioned: session_state of session anna of the store default");
        try (ChatStorage storage = ChatStorage.open(url)) {
            String run = Erasure.runs(storage).get(0).run();
            assertThat(first.err()).contains("Erasure " + run);
            Result again = run("erase", "--author", "Anna", "--by", "operator:ola", "--yes", "--run", run);
            assertThat(again.out()).contains("1 message in conversations of others");
            assertThat(Erasure.runs(storage)).hasSize(1);
        }
    }

    @Test
    void aPersonIsExportedIntoANewFolder() throws IOException {
        Path target = folder.resolve("data");
        Result exported = run("export-person", target.toString(), "--person", "lucia", "--json");
        assertThat(exported.code()).as(exported.err()).isZero();
        JsonNode json = MAPPER.readTree(exported.out());
        assertThat(json.at("/messages").asLong()).isEqualTo(3);
        assertThat(json.at("/sessions").asLong()).isEqualTo(1);
        assertThat(target.resolve("index.html")).content().contains("Two seats to Oslo");
        assertThat(target.resolve("dump-1.zst")).exists();
        assertThat(run("export-person", target.toString(), "--person", "lucia").code())
                .as("the folder is not empty")
                .isEqualTo(1);
    }
}
