package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionsTest {
    private static final ConversationId ID = ConversationId.of("shop", "kari");
    private static final SessionId SESSION = SessionId.of("booking", SessionKey.of("shop", "kari"));
    private static final Message MISSED = Message.appended(
            NewMessage.user("Hi")
                    .withAttachments(new Attachment("ref", "text/plain", 3, null))
                    .withMetadata(Map.of("list", List.of(1, new BigDecimal("0.5")), "map", Map.of("a", true))),
            3,
            7,
            Instant.parse("2026-11-26T12:00:00Z"));

    static Stream<ChatStoreException> exceptions() {
        return Stream.of(
                new ClosedException(),
                ConflictException.ofConversation(ID, 3, 7, List.of(MISSED), false),
                ConflictException.ofConversation(ID, 3, 0, List.of(), true),
                ConflictException.ofMessage(ID, 4, 1, 2),
                ConflictException.ofSession(SESSION, 3, 7),
                CorruptDataException.ofConversation(
                        ID, "message 7.metadata", "is not valid JSON", new IllegalStateException("broken")),
                CorruptDataException.ofSession(SESSION, "state", "cannot be read", null),
                CorruptDataException.ofStorage("a page is damaged", null),
                DuplicateMessageException.mixed(ID, Map.of("a", 1L)),
                DuplicateMessageException.differs(ID, Map.of("a", 1L)),
                new InvalidInputException("message.id", "must not be blank", 3),
                LimitExceededException.ofConversation(ID, "text", "limits.message-bytes", 10, 11),
                LimitExceededException.ofSession(SESSION, "state", "limits.state-bytes", 10, 11),
                UnavailableException.notDone("gone", true, null),
                UnavailableException.maybeDone("gone", false, new IOException("cut")));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void nothingIsLostInSerialization(ChatStoreException exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Throwable read = (Throwable) in.readObject();
            assertThat(read)
                    .usingRecursiveComparison()
                    .ignoringFields("stackTrace", "cause")
                    .isEqualTo(exception);
            Throwable cause = exception.getCause();
            if (cause == null) {
                assertThat(read).hasNoCause();
            } else {
                assertThat(read.getCause()).hasSameClassAs(cause).hasMessage(cause.getMessage());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void aCopyHasTheSameContentAndTheOriginalAsItsCause(ChatStoreException exception) {
        ChatStoreException copy = exception.copy();
        assertThat(copy).isNotSameAs(exception).hasSameClassAs(exception).hasCause(exception);
        assertThat(copy)
                .usingRecursiveComparison()
                .ignoringFields("stackTrace", "cause")
                .isEqualTo(exception);
        assertThat(copy.getMessage()).isEqualTo(exception.getMessage());
        assertThat(copy.getStackTrace()[0].getMethodName()).isEqualTo("copy");
    }

    @Test
    void eachCallerOfARefusalGetsAnExceptionOfItsOwn() {
        AppendRefusal refusal = new AppendRefusal(ID, new ClosedException());
        assertThat(thrownBy(refusal)).isNotSameAs(thrownBy(refusal)).hasCause(refusal.reason());
    }

    private static Throwable thrownBy(AppendRefusal refusal) {
        try {
            throw new AssertionError("no exception, but " + refusal.receipt());
        } catch (ChatStoreException e) {
            return e;
        }
    }

    @Test
    void aConflictSaysWhatIsAtWhichVersion() {
        assertThat(ConflictException.ofConversation(ID, 3, 7, List.of(), true))
                .hasMessage("ConversationId[tenant=shop, value=kari] is at version 7, not at the expected 3");
        assertThat(ConflictException.ofConversation(ID, 3, 0, List.of(), true))
                .hasMessage("ConversationId[tenant=shop, value=kari] does not exist, but was expected at version 3");
        assertThat(ConflictException.ofMessage(ID, 4, 1, 2))
                .hasMessage(
                        "message 4 of ConversationId[tenant=shop, value=kari] is at revision 2, not at the expected 1");
    }
}
