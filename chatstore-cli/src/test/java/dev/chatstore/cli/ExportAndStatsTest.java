package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportAndStatsTest {
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
        "a.html, , <!DOCTYPE html>",
        "a.md, , # ",
        "a.csv, , tenant",
        "a.jsonl, , {",
        "a, , {",
        "a.txt, csv, tenant"
    })
    void theFormatIsThatOfTheNameUnlessItIsGiven(String name, String format, String beginning) throws IOException {
        Path file = folder.resolve(name);
        Result result =
                format == null ? run("export", file.toString()) : run("export", file.toString(), "--format", format);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(Files.readString(file)).startsWithIgnoringCase(beginning);
    }

    @Test
    void aConversationThatDoesNotExistIsAnErrorAndNoFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"), "as before");
        Result refused = run("export", "--conversation", "nobody", "--conversation", "anna", file.toString(), "--yes");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).isEqualTo("Not exported: conversation nobody does not exist in tenant default\n");
        assertThat(file).hasContent("as before");
        assertThat(run("export", "--conversation", "nobody", "--format", "markdown")
                        .out())
                .isEmpty();
    }

    @Test
    void statsAreDividedAndThoseOfAllAreCheap() throws IOException {
        JsonNode stats = new ObjectMapper()
                .readTree(run("stats", "--by", "owner", "--by", "role", "--bytes", "--json")
                        .out());
        assertThat(stats.get("conversations").asLong()).isEqualTo(2);
        assertThat(stats.get("messages").asLong()).isEqualTo(4);
        assertThat(stats.get("sessions").asLong()).isEqualTo(1);
        assertThat(stats.at("/byOwner/groups")).hasSize(2);
        assertThat(run("stats", "--by", "role").out()).contains("ROLE", "assistant");
        JsonNode all =
                new ObjectMapper().readTree(run("stats", "--all", "--json").out());
        assertThat(all.get("messages").asLong()).isEqualTo(4);
        assertThat(run("stats", "--all", "--owner", "x").code()).isEqualTo(2);
    }
}
