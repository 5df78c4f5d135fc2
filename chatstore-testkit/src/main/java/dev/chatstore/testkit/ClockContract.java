package dev.chatstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.chatstore.api.Append;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.SessionScope;
import dev.chatstore.api.spi.SessionWrite;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes of one store, of which one has a wrong clock. It writes wrong times into its own messages, conversations and
 * sessions, and nothing else: what expires or is removed goes by the server's clock.
 */
public abstract class ClockContract {
    private static final String BEHIND_BY_DAYS = "-PT72H";
    private static final String BEHIND = "-PT2H";
    private static final String AHEAD = "PT2H";
    private static final String AHEAD_BY_DAYS = "PT72H";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofHours(1);
    private static final int MANY = 1_000;

    private final String tenant = "tenant " + UUID.randomUUID();
    private final List<Backend> opened = new ArrayList<>();
    private final InstantSource clock;

    /**
     * Creates the contract.
     *
     * @param clock a clock that is right
     */
    protected ClockContract(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the provider of the backend under test. */
    protected abstract BackendProvider provider();

    /** Returns the URL of its store, the same within a test. */
    protected abstract String url();

    /** Returns the settings with which it is opened. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    private Backend open(InstantSource ofProcess) {
        Backend backend = provider()
                .open(new BackendContext(
                        ConnectionUrl.parse(url()), new Settings(settings()), ofProcess, new SplittableRandom()));
        opened.add(backend);
        return backend;
    }

    private Backend right() {
        return open(clock);
    }

    private Backend wrongBy(Duration shift) {
        return open(() -> clock.instant().plus(shift));
    }

    @AfterEach
    void close() {
        opened.forEach(Backend::close);
    }

    private ConversationId conversation(String value) {
        return new ConversationId(tenant, value);
    }

    private SessionId session(String value) {
        return new SessionId(tenant, "default", value);
    }

    private SessionScope sessions() {
        return new SessionScope(tenant, null, null);
    }

    private static SessionWrite state(@Nullable Duration timeToLive) {
        return new SessionWrite("{}", null, timeToLive);
    }

    private static long say(Backend backend, ConversationId id) {
        return backend.chats().append(id, NewMessage.user("hello")).version();
    }

    @ParameterizedTest
    @ValueSource(strings = {BEHIND_BY_DAYS, BEHIND, AHEAD, AHEAD_BY_DAYS})
    void aSessionLivesForItsTimeUnderEveryClock(Duration shift) {
        Backend right = right();
        Backend wrong = wrongBy(shift);
        right.sessions().getOrCreate(session("of right"), state(LONG));
        wrong.sessions().getOrCreate(session("of wrong"), state(LONG));
        for (Backend backend : List.of(right, wrong)) {
            for (String name : List.of("of right", "of wrong")) {
                StoredSession found = backend.sessions().find(session(name)).orElseThrow();
                assertThat(Objects.requireNonNull(found.expiry()).left()).isBetween(LONG.minus(LIMIT), LONG);
                assertThat(found.expires()).isCloseTo(clock.instant().plus(LONG), within(1, ChronoUnit.MINUTES));
            }
            assertThat(backend.sessions().count(sessions())).isEqualTo(2);
            assertThat(backend.sessions().list(sessions(), null, 10)).hasSize(2);
            backend.purge(MANY);
        }
        assertThat(right.sessions().use(session("of wrong"), LONG)).isPresent();
        assertThat(wrong.sessions().use(session("of right"), LONG)).isPresent();
        assertThat(wrong.sessions()
                        .compareAndSet(session("of right"), 1, state(LONG))
                        .version())
                .isEqualTo(2);
        assertThat(right.sessions()
                        .compareAndSet(session("of wrong"), 1, state(LONG))
                        .version())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {BEHIND, AHEAD})
    void aChangeReturnsTheSessionAsItIsFound(Duration shift) {
        SessionBackend sessions = wrongBy(shift).sessions();
        SessionId id = session("changed");
        StoredSession created = sessions.compareAndSet(id, 0, new SessionWrite("{}", "Kari", LONG));
        assertFound(sessions, created);
        StoredSession saved = sessions.compareAndSet(created, state(LONG.multipliedBy(2)));
        assertFound(sessions, saved);
        StoredSession confirmed = sessions.confirm(saved, LONG.plusNanos(999));
        assertFound(sessions, confirmed);
        assertFound(sessions, sessions.use(id, LONG.multipliedBy(2)).orElseThrow());
        assertFound(sessions, sessions.compareAndSet(id, 2, new SessionWrite("[]", "Ola", LONG)));
        StoredSession lasting = sessions.compareAndSet(id, 3, state(null));
        assertFound(sessions, lasting);
        assertFound(sessions, sessions.confirm(lasting, null));
        assertFound(sessions, sessions.confirm(lasting, LONG));
    }

    private static void assertFound(SessionBackend sessions, StoredSession changed) {
        StoredSession found = sessions.find(changed.id()).orElseThrow();
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("expiry.left")
                .isEqualTo(found);
        if (changed.expiry() != null && found.expiry() != null) {
            assertThat(changed.expiry().left())
                    .isBetween(found.expiry().left(), found.expiry().left().plus(LIMIT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BEHIND, AHEAD})
    void aChangeOfASessionThatWasReadNeedsItsVersion(Duration shift) {
        SessionBackend sessions = wrongBy(shift).sessions();
        SessionId id = session("read");
        StoredSession read = sessions.getOrCreate(id, state(LONG));
        sessions.compareAndSet(read, state(LONG));
        assertThatThrownBy(() -> sessions.compareAndSet(read, state(null)))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        e -> assertThat(e.currentVersion()).isEqualTo(2));
        assertThatThrownBy(() -> sessions.confirm(read, LONG)).isInstanceOf(ConflictException.class);
        sessions.delete(id);
        assertThatThrownBy(() -> sessions.compareAndSet(read, state(null)))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        e -> assertThat(e.currentVersion()).isZero());
        assertThatThrownBy(() -> sessions.confirm(read, null)).isInstanceOf(ConflictException.class);
        assertThat(sessions.find(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {BEHIND_BY_DAYS, BEHIND, AHEAD, AHEAD_BY_DAYS})
    void aSessionExpiresForAll(Duration shift) {
        Backend right = right();
        Backend wrong = wrongBy(shift);
        right.sessions().getOrCreate(session("of right"), state(Duration.ofMillis(50)));
        wrong.sessions().getOrCreate(session("of wrong"), state(Duration.ofMillis(50)));
        for (Backend backend : List.of(right, wrong)) {
            for (String name : List.of("of right", "of wrong")) {
                assertThat(Polling.until(
                                LIMIT,
                                () -> backend.sessions().find(session(name)).isEmpty()))
                        .isTrue();
            }
            // On a cluster, a list is on another node than its sessions, and that node's clock is not quite the same.
            assertThat(Polling.until(LIMIT, () -> backend.sessions().count(sessions()) == 0))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BEHIND_BY_DAYS, BEHIND, AHEAD, AHEAD_BY_DAYS})
    void theVersionOfADeletedOneIsRememberedUnderEveryClock(Duration shift) {
        Backend right = right();
        Backend wrong = wrongBy(shift);
        List<Backend> backends = List.of(right, wrong, right);
        for (int i = 0; i < 2; i++) {
            Backend backend = backends.get(i);
            Backend other = backends.get(i + 1);
            ConversationId conversation = conversation("deleted by " + i);
            SessionId session = session("deleted by " + i);
            say(backend, conversation);
            backend.sessions().getOrCreate(session, state(LONG));
            assertThat(backend.chats().delete(conversation)).isTrue();
            assertThat(backend.sessions().delete(session)).isTrue();
            other.purge(MANY);
            backend.purge(MANY);
            assertThat(say(other, conversation)).isEqualTo(3);
            assertThat(other.sessions().getOrCreate(session, state(LONG)).version())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BEHIND_BY_DAYS, BEHIND, AHEAD, AHEAD_BY_DAYS})
    void everythingIsListedUnderEveryClock(Duration shift) {
        Backend right = right();
        Backend wrong = wrongBy(shift);
        for (Backend backend : List.of(right, wrong, right)) {
            ConversationId id = conversation("of " + opened.indexOf(backend));
            backend.chats()
                    .append(Append.of(id, NewMessage.user("hello")).withProfile(Profile.EMPTY.withOwner("Kari")));
            backend.chats().open(conversation("opened by " + opened.indexOf(backend)), Profile.EMPTY.withOwner("Kari"));
        }
        for (Backend backend : List.of(wrong, right, wrong, right)) {
            say(backend, conversation("of 0"));
            say(backend, conversation("of 1"));
            backend.purge(MANY);
            for (ConversationQuery.Order order : ConversationQuery.Order.values()) {
                ConversationQuery all = ConversationQuery.ofTenant(tenant).withOrder(order);
                assertThat(backend.chats().list(all).items()).hasSize(4);
                assertThat(backend.chats().list(all.withOwner("Kari")).items()).hasSize(4);
                assertThat(backend.chats().count(all)).isEqualTo(4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BEHIND_BY_DAYS, BEHIND, AHEAD, AHEAD_BY_DAYS})
    void aWrongTimeIsThatOfItsOwnMessageOnlyAndOrdersNothing(Duration shift) {
        Backend right = right();
        Backend wrong = wrongBy(shift);
        ConversationId id = conversation("of both");
        say(right, id);
        say(wrong, id);
        say(right, id);
        List<Message> messages = right.chats().recent(id, 10);
        assertThat(messages).extracting(Message::sequence).containsExactly(1L, 2L, 3L);
        Instant now = clock.instant();
        assertThat(messages.get(0).created()).isCloseTo(now, within(1, ChronoUnit.MINUTES));
        assertThat(messages.get(1).created()).isCloseTo(now.plus(shift), within(1, ChronoUnit.MINUTES));
        assertThat(messages.get(2).created()).isCloseTo(now, within(1, ChronoUnit.MINUTES));
        Conversation head = right.chats().find(id).orElseThrow();
        assertThat(head.lastActivity()).isCloseTo(now, within(1, ChronoUnit.MINUTES));
    }
}
