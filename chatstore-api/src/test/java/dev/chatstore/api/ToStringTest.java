package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user wrote is in no {@code toString}: values end up in logs. */
class ToStringTest {
    private static final String SECRET = "written-by-a-user";
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final ConversationId ID = ConversationId.of("kari");
    private static final SessionKey KEY = SessionKey.of("kari");
    private static final Map<String, Object> METADATA = Map.of(SECRET, SECRET);
    private static final Attachment FILE = new Attachment(SECRET, "image/png", 7, SECRET);
    private static final Profile PROFILE = new Profile(SECRET, SECRET, SECRET, SECRET, METADATA);
    private static final NewMessage NEW =
            NewMessage.user(SECRET).withAuthor(SECRET).withAttachments(FILE).withMetadata(METADATA);
    private static final Message MESSAGE = Message.appended(NEW, 1, 1, NOW);
    private static final Conversation HEAD = new Conversation(ID, 1, 1, 1, 0, PROFILE, false, NOW, NOW, NOW);
    private static final MessageEdit EDIT =
            MessageEdit.of(SECRET).withAttachments(FILE).withMetadata(METADATA).withTokens(3);

    static Stream<Object> values() {
        return Stream.of(
                FILE,
                PROFILE,
                NEW,
                MESSAGE,
                HEAD,
                EDIT,
                Append.of(ID, NEW).withProfile(PROFILE),
                ConversationPatch.of(ID)
                        .withOwner(SECRET)
                        .withTitle(SECRET)
                        .withModel(SECRET)
                        .withSystemPrompt(SECRET)
                        .withMetadata(METADATA),
                new Session<>(KEY, SECRET, SECRET, 1, NOW, NOW, null),
                new StoredSession(SessionId.of("default", KEY), SECRET, 1, SECRET, NOW, NOW, null),
                new SessionWrite(SECRET, SECRET, Duration.ofMinutes(1)),
                new ConversationWindow(ID, HEAD, List.of(MESSAGE)),
                new Change.Appended(ID, 1, List.of(MESSAGE), PROFILE),
                new Change.Revised(ID, 2, MESSAGE, 0),
                new Change.Described(HEAD),
                new Page<>(List.of(MESSAGE, HEAD), null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void showsNothingThatAUserWrote(Object value) {
        assertThat(value.toString())
                .doesNotContain(SECRET)
                .startsWith(value.getClass().getSimpleName() + "[");
    }
}
