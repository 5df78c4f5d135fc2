package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.ChatStorage;
import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command pseudonymise, and others on a store that was converted. */
class PseudonymiseCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    private String url = "";

    @BeforeEach
    void createStore() {
        url = Store.in(folder);
    }

    private Result run(String... arguments) {
        return new Invocation()
                .variable("CHATSTORE_URL", url)
                .variable("CHATSTORE_PRIVACY_KEY", KEY)
                .run(arguments);
    }

    private Result withoutKey(String... arguments) {
        return new Invocation().variable("CHATSTORE_URL", url).run(arguments);
    }

    @Test
    void aDryRunSaysWhatTheRunConverts() throws IOException {
        Result dry = run("pseudonymise", "--dry-run", "--json");
        assertThat(dry.code()).as(dry.err()).isZero();
        JsonNode counted = MAPPER.readTree(dry.out());
        assertThat(counted.get("dryRun").asBoolean()).isTrue();
        assertThat(counted.get("converted").get("conversations").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(withoutKey("show", "anna").code()).isZero();

        Result converted = run("pseudonymise", "--yes", "--json");
        assertThat(converted.code()).as(converted.err()).isZero();
        JsonNode report = MAPPER.readTree(converted.out());
        assertThat(report.get("converted")).isEqualTo(counted.get("converted"));
        assertThat(report.get("left").get("conversations").asLong()).isZero();
        assertThat(report.get("rememberedUntil").asText()).isNotEmpty();
    }

    @Test
    void otherCommandsNeedTheKeyFromThenOnAndTakePlainIds() {
        Result converted = run("pseudonymise", "--yes");
        assertThat(converted.out())
                .contains("converted ")
                .contains("no plain id is left")
                .contains("remembered until")
                .doesNotContain(KEY);
        Result shown = run("show", "anna");
        assertThat(shown.code()).as(shown.err()).isZero();
        Result refused = withoutKey("show", "anna");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("privacy.key is required");
        Result listed = run("list");
        assertThat(listed.out()).contains("p.").doesNotContain("anna");
    }

    @Test
    void nothingIsConvertedWithoutAYes() {
        Result asked = run("pseudonymise");
        assertThat(asked.code()).isNotZero();
        try (ChatStorage storage = ChatStorage.open(url)) {
            assertThat(storage.chats().find(Store.ANNA)).isPresent();
        }
    }

    @Test
    void theKeyMayBeInAFileAndIsNeverPrinted() throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, KEY + "\n");
        Result converted = withoutKey("pseudonymise", "--yes", "--set", "privacy.key=file:" + file);
        assertThat(converted.code()).as(converted.err()).isZero();
        Result shown = withoutKey("show", "anna", "--set", "privacy.key=" + KEY);
        assertThat(shown.code()).as(shown.err()).isZero();
        Result misplaced = withoutKey("show", "--privacy.key=" + KEY);
        assertThat(misplaced.out() + misplaced.err()).doesNotContain(KEY);
        Result missing = withoutKey("pseudonymise", "--yes");
        assertThat(missing.code()).isNotZero();
        assertThat(missing.err()).contains("privacy.key must be set");
    }
}
