package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewMessageTest {
    @Test
    void aCleanTextIsReturnedItself() {
        String text = "plain, \uD83D\uDE00 and \u00E5";
        assertThat(NewMessage.clean(text)).isSameAs(text);
    }

    @Test
    void whatCannotBeStoredIsReplacedOneByOne() {
        String text = "\u0000a\uD83Db\uDE00c\uD83D\uDE00d\uDE00\uD83D";
        assertThat(NewMessage.clean(text)).isEqualTo("\uFFFDa\uFFFDb\uFFFDc\uD83D\uDE00d\uFFFD\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\uD83D", "\uDE00", "\uD83D\uD83D\uDE00", "\u0000\u0000"})
    void aCleanedTextIsAccepted(String text) {
        assertThatThrownBy(() -> NewMessage.user(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("message.text must not contain a ");
        assertThat(NewMessage.user(NewMessage.clean(text)).text()).hasSameSizeAs(text);
    }

    @Test
    void anEmptyOptionalNameIsNone() {
        assertThat(NewMessage.user("Hi").withAuthor("").author()).isNull();
        assertThat(Profile.EMPTY.withOwner("").withTitle("").withModel("").withSystemPrompt(""))
                .isEqualTo(Profile.EMPTY);
        assertThat(new Attachment("ref", "text/plain", 0, "").name()).isNull();
        assertThat(ConversationPatch.of(ConversationId.of("a")).withOwner("").applyTo(Profile.EMPTY.withOwner("kari")))
                .isEqualTo(Profile.EMPTY);
    }

    @Test
    void anIdIsNeverEmpty() {
        assertThatThrownBy(() -> NewMessage.user("Hi").withId("")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ConversationId.of("")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void theTimeAtWhichItWasSaidIsKeptToTheMicrosecond() {
        Instant said = Instant.parse("2001-02-03T04:05:06.789012345Z");
        assertThat(NewMessage.user("Hi").withSaid(said).said()).isEqualTo(Instant.parse("2001-02-03T04:05:06.789012Z"));
        assertThat(NewMessage.user("Hi").withSaid(said).withSaid(null).said()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void aTimeThatNoStoreCanKeepIsRefused(String said) {
        assertThatThrownBy(() -> NewMessage.user("Hi").withSaid(Instant.parse(said)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("message.said must be from the year 1 to the year 9999");
    }

    @Test
    void aStoredMessageWasSaidWhenItWasStoredUnlessTheCallerKnowsBetter() {
        Instant stored = Instant.parse("2026-11-26T12:00:00Z");
        Instant said = Instant.parse("2020-01-01T00:00:00Z");
        assertThat(Message.appended(NewMessage.user("Hi"), 1, 1, stored).said()).isEqualTo(stored);
        assertThat(Message.appended(NewMessage.user("Hi").withSaid(said), 1, 1, stored)
                        .said())
                .isEqualTo(said);
    }

    @Test
    void nullIsRefusedByName() {
        assertThatThrownBy(() -> NewMessage.user(null)).hasMessage("message.text must not be null");
        assertThatThrownBy(() -> NewMessage.user("Hi").withAttachments(Arrays.asList((Attachment) null)))
                .hasMessage("message.attachments[0] must not be null");
        assertThatThrownBy(() -> Append.of(ConversationId.of("a"), (List<NewMessage>) null))
                .hasMessage("append.messages must not be null");
        assertThatThrownBy(() -> Append.of(ConversationId.of("a"), (NewMessage) null))
                .hasMessage("append.messages[0] must not be null");
        assertThatThrownBy(() -> Append.of(ConversationId.of("a"), NewMessage.user("Hi"), (NewMessage) null))
                .hasMessage("append.messages[1] must not be null");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, NewMessage.MAX_TOKENS + 1})
    void tokensAreBoundedSoThatTheirTotalIsExact(long tokens) {
        assertThatThrownBy(() -> NewMessage.user("Hi").withTokens(tokens)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> MessageEdit.of("Hi").withTokens(tokens)).isInstanceOf(InvalidInputException.class);
    }
}
