package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.cli.Invocation.Result;
import dev.chatstore.core.lease.StoreLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about the archive, on a store in a file. */
class ArchiveCommandsTest {
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

    private static JsonNode json(Result result) throws IOException {
        return MAPPER.readTree(result.out());
    }

    private int shown() {
        try (ChatStorage storage = ChatStorage.open(url)) {
            return storage.chats().recent(Store.ANNA, 10).size();
        }
    }

    private long contents() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void aDryRunTellsWhatTheRunDoesAndReadsGoOn() throws IOException {
        Result dry = run("archive", "--after", "1d", "--min-messages", "2", "--dry-run", "--json");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(json(dry).get("dryRun").asBoolean()).isTrue();
        assertThat(json(dry).get("messages").asLong()).isEqualTo(2);
        assertThat(json(run("unarchive", "anna", "--json")).get("messages").asLong())
                .isZero();

        Result done = run("archive", "--after", "1d", "--min-messages", "2", "--json");
        assertThat(done.code()).as(done.err()).isZero();
        for (String number : new String[] {"conversations", "messages", "segments", "bytes", "stored", "small"}) {
            assertThat(json(done).get(number)).as(number).isEqualTo(json(dry).get(number));
        }
        assertThat(shown()).isEqualTo(3);

        Result back = run("unarchive", "anna");
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(back.out()).contains("brought back: 2 messages of 1 conversations");
        assertThat(shown()).isEqualTo(3);
    }

    @Test
    void oneConversationIsMovedWhateverTheSettingsSay() {
        Result done = run("archive", "--conversation", "anna");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("moved into the archive: 2 messages of 1 conversations");
        assertThat(run("unarchive", "--all", "--dry-run").out()).contains("would be brought back: 2 messages");
        assertThat(run("unarchive", "--all", "--tenant", "other").out()).contains("brought back: 0 messages");
        assertThat(run("unarchive", "--all").out()).contains("brought back: 2 messages");
    }

    @Test
    void segmentsGoIntoAFolder() throws IOException {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        String setting = "archive.url=file:" + archive;

        Result done = run("archive", "--set", setting, "--after", "1d", "--min-messages", "1");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(contents()).isEqualTo(1);
        assertThat(run("show", "anna", "--set", setting).out()).contains("Two seats to Oslo");
        assertThat(run("unarchive", "anna", "--set", setting).code()).isZero();
        assertThat(contents()).isZero();
    }

    @Test
    void aFolderThatDoesNotExistIsAnError() {
        Result failed = run("archive", "--set", "archive.url=file:" + folder.resolve("no"), "--after", "1d");
        assertThat(failed.code()).isNotZero();
        assertThat(failed.err()).contains("does not exist");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(run("archive").code()).as("no rule at all").isEqualTo(2);
        assertThat(run("archive", "--after", "soon").code()).isEqualTo(3);
        assertThat(run("archive", "--keep-newest", "0").code()).isEqualTo(3);
        assertThat(run("archive", "--conversation", "anna", "--after", "1d").code())
                .isEqualTo(2);
        assertThat(run("unarchive").code()).isEqualTo(2);
        assertThat(run("unarchive", "anna", "--all").code()).isEqualTo(2);
        assertThat(run("unarchive", "nobody").code()).isEqualTo(4);
        assertThat(run("archive", "--set", "archive.url=ftp://x", "--after", "1d")
                        .err())
                .contains("archive.url")
                .contains("unknown scheme ftp");
    }

    @Test
    void anotherProcessThatMovesMessagesIsAConflict() {
        try (ChatStorage storage = ChatStorage.open(url)) {
            StoreLease lease = StoreLease.take(
                            StoreAccess.of(storage).orElseThrow().sessions(), "archive", Duration.ofMinutes(5))
                    .orElseThrow();
            assertThat(run("archive", "--after", "1d").code()).isEqualTo(5);
            assertThat(run("unarchive", "anna").err()).contains("Another process is moving messages");
            lease.close();
            assertThat(run("unarchive", "anna").code()).isZero();
        }
    }
}
