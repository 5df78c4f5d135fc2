package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.cli.Invocation.Result;
import dev.chatstore.core.lease.StoreLease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about retention and holds, on a store in a file. */
class RetentionCommandsTest {
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

    private Result onTerminal(String typed, String... arguments) {
        return new Invocation()
                .variable("CHATSTORE_URL", url)
                .onTerminal(200, typed)
                .run(arguments);
    }

    private static JsonNode json(Result result) throws IOException {
        return MAPPER.readTree(result.out());
    }

    private int messages() {
        try (ChatStorage storage = ChatStorage.open(url)) {
            return storage.chats().recent(Store.ANNA, 10).size();
        }
    }

    @Test
    void aDryRunTellsWhatTheRunDoes() throws IOException {
        Result dry = run("retention", "--keep-messages", "1", "--dry-run", "--json");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(json(dry).get("messagesRemoved").asLong()).isEqualTo(2);
        assertThat(json(dry).get("dryRun").asBoolean()).isTrue();
        assertThat(messages()).isEqualTo(3);

        Result done = run("retention", "--keep-messages", "1", "--yes", "--json");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(json(done).get("messagesRemoved").asLong()).isEqualTo(2);
        assertThat(json(done).at("/tenants/default/conversations").asLong()).isEqualTo(2);
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void theQuestionNamesWhatWouldGo() {
        Result refused = run("retention", "--remove-after", "1d");
        assertThat(refused.code()).isEqualTo(9);
        assertThat(refused.err()).contains("Remove 2 conversations and 4 messages for good?");
        assertThat(onTerminal("n\n", "retention", "--remove-after", "1d").code())
                .isEqualTo(9);
        assertThat(messages()).isEqualTo(3);

        Result done = onTerminal("y\n", "retention", "--remove-after", "1d");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("removed: 2 conversations, 4 messages");
        assertThat(run("retention", "--remove-after", "1d").code())
                .as("nothing is asked if nothing would go")
                .isZero();
    }

    @Test
    void thePoliciesOfTheSettingsAreUsedUnlessOptionsGiveOthers() {
        assertThat(run("retention", "--dry-run").code()).as("no policy at all").isEqualTo(2);
        assertThat(run("retention", "--keep-messages", "0", "--dry-run").code()).isEqualTo(3);
        assertThat(run("retention", "--set", "retention.tenants=default: keep-messages=2", "--yes")
                        .code())
                .isZero();
        assertThat(messages()).isEqualTo(2);
        assertThat(run("retention", "--keep-messages", "1", "--tenant", "other", "--yes")
                        .out())
                .contains("looked at 0 conversations");
    }

    @Test
    void whatIsHeldStaysUntilItIsReleased() throws IOException {
        assertThat(run("hold", "list").out()).doesNotContain("lucia");
        Result dry = run("hold", "place", "--owner", "lucia", "--reason", "case 1", "--by", "ola", "--dry-run");
        assertThat(dry.out()).contains("would hold owner lucia");
        Result placed = run("hold", "place", "--owner", "lucia", "--reason", "case 1", "--by", "ola", "--json");
        assertThat(placed.code()).as(placed.err()).isZero();
        assertThat(json(placed).at("/hold/reason").asText()).isEqualTo("case 1");
        assertThat(run("hold", "place", "--owner", "lucia", "--reason", "case 2", "--by", "ola")
                        .code())
                .isEqualTo(5);
        assertThat(run("hold", "list").out()).contains("lucia").contains("case 1");
        assertThat(json(run("hold", "list", "--json")).at("/holds/0/kind").asText())
                .isEqualTo("owner");

        assertThat(run("retention", "--remove-after", "1d", "--yes").out())
                .contains("removed: 1 conversation,")
                .contains("held: 1");
        assertThat(messages()).isEqualTo(3);

        assertThat(run("hold", "release", "--owner", "lucia", "--dry-run").code())
                .isZero();
        assertThat(run("hold", "release", "--owner", "lucia").code()).isZero();
        assertThat(run("hold", "release", "--owner", "lucia").code()).isEqualTo(4);
        run("retention", "--remove-after", "1d", "--yes");
        assertThat(messages()).isZero();
    }

    @Test
    void aHoldIsOnOneThing() {
        assertThat(run("hold", "release").code()).isEqualTo(2);
        assertThat(run("hold", "release", "--owner", "lucia", "--conversation", "anna")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void anotherProcessThatIsAtItIsNotDisturbed() {
        try (ChatStorage storage = ChatStorage.open(url);
                StoreLease lease = StoreLease.take(
                                StoreAccess.of(storage).orElseThrow().sessions(), "retention", Duration.ofMinutes(1))
                        .orElseThrow()) {
            Result result = run("retention", "--keep-messages", "1", "--yes");
            assertThat(result.code()).isEqualTo(5);
            assertThat(result.err()).contains("Another process");
            assertThat(lease.renew()).isTrue();
        }
    }
}
