package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Role;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerMapImportTest {
    private Transfer transfer;
    private Path sample;

    @BeforeEach
    void open(@TempDir Path folder) throws URISyntaxException {
        transfer = new Transfer(folder);
        sample = Path.of(
                Objects.requireNonNull(getClass().getResource("customers.json")).toURI());
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void everyCustomerBecomesAConversationOfTheirOwn() throws IOException {
        ImportReport report = transfer.into().customerMap(sample);

        assertThat(report).satisfies(Transfer.counts(3, 6, 0, 0));
        assertThat(transfer.chats().list(ConversationQuery.ofOwner("Zoë")).items())
                .singleElement()
                .matches(zoe -> zoe.id().equals(ConversationId.of("Zoë")) && zoe.lastSequence() == 3);
        assertThat(transfer.chats().find(ConversationId.of("empty"))).isPresent();
    }

    @Test
    void aSecondImportAddsNothing() throws IOException {
        transfer.into().customerMap(sample);

        assertThat(transfer.into().customerMap(sample)).satisfies(Transfer.counts(3, 0, 6, 0));
    }

    @Test
    void theOrderIsTheSourcesWhateverItsTimes() throws IOException {
        transfer.into().customerMap(sample);

        assertThat(transfer.texts("kim"))
                .containsExactly("Is the boat going out tomorrow?", "Yes, at ten.", "And is there a seat left for me?");
    }

    @Test
    void botsAndSystemsAreToldFromPeople() throws IOException {
        transfer.into().customerMap(sample);

        assertThat(transfer.messages("kim"))
                .extracting(Message::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(transfer.messages("kim")).extracting(Message::author).containsExactly("kim", null, "Kim's brother");
        assertThat(transfer.messages("Zoë"))
                .extracting(Message::role)
                .containsExactly(Role.ASSISTANT, Role.SYSTEM, Role.TOOL);
    }

    @Test
    void timesAndWhateverElseThereIsBecomeMetadata() throws IOException {
        transfer.into().customerMap(sample);

        assertThat(transfer.messages("kim"))
                .extracting(Message::metadata)
                .containsExactly(
                        Map.of("time", "2025-06-02T18:04:00Z"),
                        Map.of("time", "2025-06-02T18:03:00Z", "sender", "bot"),
                        Map.of("timestamp", 1748887500L));
        assertThat(transfer.messages("Zoë").get(0).metadata())
                .containsOnly(
                        Map.entry("date", "2025-06-03"),
                        Map.entry("channel", Map.of("name", "web")),
                        Map.entry("sender", "Assistant"));
    }

    @Test
    void nothingIsLostWhereSeveralNamesStandForOneThing() throws IOException {
        transfer.importMap("""
                {"c": [{"text": "a", "content": "b", "role": "bot", "from": "x", "name": 7}]}""");

        Message message = transfer.messages("c").get(0);
        assertThat(message.text()).isEqualTo("a");
        assertThat(message.author()).isEqualTo("x");
        assertThat(message.metadata()).isEqualTo(Map.of("text", "b", "sender", "bot", "from", 7L));
    }

    @Test
    void aBadMessageIsReportedWithItsPlaceAndTheRestGoesOn() throws IOException {
        ImportReport report = transfer.importMap("""
                {"c": [
                  {"sender": "c", "text": "one"},
                  {"sender": "c"},
                  {"text": "secret"},
                  "secret",
                    null,
                  {"sender": "c", "text": {"a": "secret"}},
                  {"sender": "c", "text": "two", "text": "secret"},
                  {"sender": "c", "text": "three"}
                ], "d": {"text": "secret"}, "": [], "e": [{"sender": "e", "text": "four"}]}""");

        assertThat(Transfer.places(report))
                .containsExactly(
                        "map.json:3:3 c messages[1] has no text",
                        "map.json:4:3 c messages[2] has no role or sender",
                        "map.json:5:3 c messages[3] is not an object",
                        "map.json:6:5 c messages[4] is not an object",
                        "map.json:7:3 c messages[5] has a content that is neither text nor parts nor null",
                        "map.json:8:3 c messages[6] has one key twice",
                        "map.json:10:9 d is not a list of messages",
                        "map.json:10:33 conversation.value must not be blank");
        assertThat(report.skipped()).isEqualTo(8);
        assertThat(report.added()).isEqualTo(3);
        assertThat(transfer.texts("c")).containsExactly("one", "three");
        assertThat(transfer.texts("e")).containsExactly("four");
    }

    @Test
    void aTruncatedFileIsAnErrorThatSaysHowFarItCameAndARerunFinishes() throws IOException {
        String whole = """
                {"c": [{"sender": "c", "text": "one"}, {"sender": "c", "text": "two"}],
                 "d": [{"sender": "d", "text": "three"}, {"sender": "d", "text": "four"}]}""";

        assertThatThrownBy(() -> transfer.importMap(whole.substring(0, whole.indexOf("four") + 2)))
                .isInstanceOf(CorruptDataException.class)
                .hasMessage("map.json is cut off at line 2, column 69;"
                        + " so far: 2 conversations, 3 messages added, 0 already there, 0 skipped")
                .hasNoCause();
        assertThat(transfer.texts("d")).containsExactly("three");

        assertThat(transfer.importMap(whole)).satisfies(Transfer.counts(2, 1, 3, 0));
        assertThat(transfer.texts("d")).containsExactly("three", "four");
    }

    @Test
    void aFileThatStopsBeingJsonIsAnErrorThatQuotesNothingOfIt() {
        assertThatThrownBy(() -> transfer.importMap("{\"c\": [{\"sender\": \"c\", \"text\": \"one\"}, secret]}"))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageStartingWith("map.json is not valid JSON at line 1, column ")
                .hasMessageEndingWith("so far: 1 conversation, 1 message added, 0 already there, 0 skipped")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void aFileOfAnotherFormIsAnError() {
        assertThatThrownBy(() -> transfer.importMap("[1]")).hasMessageContaining("map.json is not an object");
        assertThatThrownBy(() -> transfer.importMap("")).hasMessageContaining("map.json is empty");
        assertThatThrownBy(() -> transfer.importMap(" \n")).hasMessageContaining("map.json is empty");
        assertThatThrownBy(() -> transfer.into().customerMap(transfer.file("map.json", new byte[] {-1, -2, 123, 0})))
                .hasMessageContaining("map.json is cut off at line 1, column 2");
    }

    @Test
    void whatFollowsTheEndIsReported() throws IOException {
        ImportReport report = transfer.importMap("{\"c\": [{\"sender\": \"c\", \"text\": \"one\"}]}\n{\"d\": []}");

        assertThat(Transfer.places(report)).containsExactly("map.json:2:1 follows the end of the customers");
        assertThat(transfer.texts("c")).containsExactly("one");
    }

    @Test
    void aCustomerWhoStandsTwiceIsTakenForASecondSendingOfTheFirst() throws IOException {
        ImportReport report = transfer.importMap("""
                {"c": [{"sender": "c", "text": "one"}],
                 "c": [{"sender": "c", "text": "one"}, {"sender": "c", "text": "two"}],
                 "c": [{"sender": "c", "text": "other"}, {"sender": "c", "text": "more"}]}""");

        assertThat(report).satisfies(Transfer.counts(3, 4, 1, 0));
        assertThat(transfer.texts("c")).containsExactly("one", "two", "other", "more");
    }

    @Test
    void tenantsAreKeptApart() throws IOException {
        transfer.into().forTenant("acme").customerMap(sample);

        assertThat(transfer.texts("kim")).isEmpty();
        assertThat(transfer.chats().recent(ConversationId.of("acme", "kim"), 10))
                .hasSize(3);
    }
}
