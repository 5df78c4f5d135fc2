package dev.chatstore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.chatstore.api.contents.Breakdown;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentGroup;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.ContentStatistics;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.ConversationCache;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ConversationWindow;
import dev.chatstore.api.spi.Cursor;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.PoolUse;
import dev.chatstore.api.spi.SessionCache;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    private static final StoredSession STORED =
            new StoredSession(SessionId.of("default", KEY), SECRET, 1, SECRET, NOW, NOW, null);
    private static final ContentGroup GROUP = new ContentGroup(SECRET, 1, 2, 3, null);
    private static final ConversationWindow WINDOW = new ConversationWindow(ID, HEAD, List.of(MESSAGE));

    private static final Segment SEGMENT = new Segment("a1", 1, 2, 3, 4, "0f", null, 5);

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
                STORED,
                new SessionWrite(SECRET, SECRET, Duration.ofMinutes(1)),
                WINDOW,
                new ConversationSnapshot(HEAD, List.of(new MessageSnapshot(MESSAGE))),
                new MessageSnapshot(MESSAGE, List.of(MESSAGE)),
                new ForgottenMessage(1, 1, SECRET, 7L),
                new StoredSegment(SEGMENT, SECRET.getBytes(StandardCharsets.UTF_8)),
                new Change.Appended(ID, 1, List.of(MESSAGE), PROFILE),
                new Change.Revised(ID, 2, MESSAGE, 0),
                new Change.Described(HEAD),
                new Page<>(List.of(MESSAGE, HEAD), null),
                ConversationQuery.ofTenant("shop").withOwner(SECRET),
                SessionQuery.ofTenant("shop").withOwner(SECRET),
                new SessionScope("shop", "default", SECRET),
                StoreScope.ofOwner("shop", SECRET),
                new AppendRefusal(ID, ConflictException.ofConversation(ID, 3, 7, List.of(MESSAGE), false)),
                new SessionCache.Found(STORED, Duration.ZERO),
                new ConversationCache.Found(WINDOW, Duration.ZERO, 7),
                ContentQuery.ofTenant("shop").withOwner(SECRET),
                GROUP,
                new Breakdown(List.of(GROUP), GROUP),
                new ContentStatistics(
                        ContentQuery.ofTenant("shop").withOwner(SECRET),
                        1,
                        0,
                        1,
                        0,
                        null,
                        0,
                        0,
                        Map.of(Grouping.OWNER, new Breakdown(List.of(GROUP), null))),
                new HeadCount("kari", NOW, SECRET, SECRET, false, 1, 1, 0),
                new HeadPage(List.of(new HeadCount("kari", NOW, SECRET, SECRET, false, 1, 1, 0)), List.of(SECRET)),
                new BackendContext(
                        ConnectionUrl.parse("postgresql://bot:" + SECRET + "@localhost/chat"),
                        new Settings(Map.of("database.password", SECRET)),
                        InstantSource.system(),
                        new SplittableRandom()));
    }

    /** Values whose parts are all ids, numbers, times and names from the configuration. */
    static Stream<Object> valuesWithoutUserContent() {
        return Stream.of(
                ID,
                KEY,
                SessionId.of("default", KEY),
                AppendReceipt.appended(ID, 1, 2, 1),
                new Change.Removed(ID, 3),
                new ChangeListener.Gap.InConversation(ID, 3, 7),
                new ChangeListener.Gap.InTenant("shop"),
                Slice.after(1, 2),
                Slice.before(1, 2),
                Slice.pathTo(1, 2),
                Slice.repliesTo(1, 2),
                new LoadOutcome(ID, true, 3),
                SEGMENT,
                new SessionCount(1, null),
                new Figure(7, false),
                ContentEstimate.UNKNOWN,
                new CountedRange("kari", 1, 2),
                new MessageCount("kari", Role.USER, LocalDate.EPOCH, LocalDate.EPOCH, 1, 2, 3, 0),
                new PoolUse("main", 1, 2, 3, 4),
                new StoredSession.Expiry(NOW, Duration.ofMinutes(1)),
                new Cursor(ConversationQuery.Order.CREATED, NOW, "kari"));
    }

    /** Values that are shown as a text of their own form. */
    static Stream<Object> valuesOfAnotherForm() {
        return Stream.of(
                ConnectionUrl.parse("postgresql://bot:" + SECRET + "@localhost/chat"),
                new Settings(Map.of("database.password", SECRET)));
    }

    @Test
    void noRecordIsForgotten() {
        Set<Class<?>> tested = Stream.of(values(), valuesWithoutUserContent(), valuesOfAnotherForm())
                .flatMap(all -> all)
                .map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(CompiledRecords.all())
                .hasSizeGreaterThan(30)
                .allSatisfy(type -> assertThat(tested).contains(type));
    }

    @ParameterizedTest
    @MethodSource("valuesOfAnotherForm")
    void showsNoPassword(Object value) {
        assertThat(value.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @MethodSource("values")
    void showsNothingThatAUserWrote(Object value) {
        assertThat(value.toString())
                .doesNotContain(SECRET)
                .startsWith(value.getClass().getSimpleName() + "[");
    }

    /** Values and errors that show a name, here one that would forge a line, clear the screen and turn the text around. */
    static Stream<Object> valuesWithANastyName() {
        String name = "a\n\u001b[2J\u202e\u2028\\b";
        ConversationId id = ConversationId.of(name, name);
        SessionKey key = SessionKey.of(name, name);
        SessionId session = SessionId.of("default", key);
        NewMessage message = NewMessage.user("").withId(name);
        return Stream.of(
                id,
                key,
                session,
                message,
                Message.appended(message, 1, 1, NOW),
                ConversationQuery.ofTenant(name),
                SessionQuery.ofTenant(name),
                new SessionScope(name, null, null),
                StoreScope.ofConversation(id),
                new ChangeListener.Gap.InTenant(name),
                new Cursor(ConversationQuery.Order.CREATED, NOW, name),
                ContentQuery.ofTenant(name),
                new ContentStatistics(ContentQuery.ofTenant(name), 1, 0, 1, 0, null, 0, 0, Map.of()),
                new HeadCount(name, NOW, null, null, false, 1, 1, 0),
                new CountedRange(name, 1, 2),
                new MessageCount(name, null, LocalDate.EPOCH, LocalDate.EPOCH, 1, 2, 3, 0),
                DuplicateMessageException.mixed(id, Map.of(name, 1L)).getMessage(),
                DuplicateMessageException.differs(id, Map.of(name, 1L)).getMessage(),
                ConflictException.ofConversation(id, 3, 7, List.of(), true),
                ConflictException.ofSession(session, 3, 7),
                CorruptDataException.ofConversation(id, "head", "is damaged", null),
                CorruptDataException.ofSession(session, "state", "is damaged", null),
                LimitExceededException.ofConversation(id, "text", "limit", 1, 2),
                catchThrowable(() -> message.withMetadata(Map.of(name, 1)).metadata(name, String.class)));
    }

    @ParameterizedTest
    @MethodSource("valuesWithANastyName")
    void aNameIsShownEscaped(Object value) {
        assertThat(value.toString())
                .contains("\\u000a\\u001b[2J\\u202e\\u2028\\\\b")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
    }

    @Test
    void aNameWithoutHiddenCharactersIsShownAsItIs() {
        assertThat(ConversationId.printable("telegram-4711 \uD83D\uDE00 \u0e01"))
                .isEqualTo("telegram-4711 \uD83D\uDE00 \u0e01");
        assertThat(ConversationId.of("kari")).hasToString("ConversationId[tenant=default, value=kari]");
    }
}
