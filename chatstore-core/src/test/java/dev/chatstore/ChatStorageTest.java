package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.NewMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatStorageTest {
    private static final ConversationId ID = ConversationId.of("kari");

    private final RecordingProvider recording = new RecordingProvider();

    @ParameterizedTest
    @ValueSource(strings = {"memory:", "MEMORY:"})
    void aUrlAloneOpensAStorage(String url) {
        try (ChatStorage storage = ChatStorage.open(url)) {
            storage.chats().append(ID, NewMessage.user("hello"));
            assertThat(storage.chats().recent(ID, 10)).hasSize(1);
        }
    }

    @Test
    void propertiesOpenAStorage() {
        Properties defaults = new Properties();
        defaults.setProperty("chatstore.url", "memory:");
        Properties properties = new Properties(defaults);
        properties.setProperty("chatstore.limits.message-bytes", "3");
        try (ChatStorage storage = ChatStorage.open(properties)) {
            storage.chats().append(ID, NewMessage.user("abc"));
            assertThatThrownBy(() -> storage.chats().append(ID, NewMessage.user("abcd")))
                    .isInstanceOf(LimitExceededException.class);
        }
    }

    @Test
    void onlyTheNamedProviderIsInstantiated() {
        assertThatThrownBy(() -> ChatStorage.open("trap:"))
                .hasStackTraceContaining("the trap was sprung")
                .isNotInstanceOf(ChatStoreException.class);
        ChatStorage.open("memory:").close();
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite, chatstore-sqlite",
        "postgresql, chatstore-postgres",
        "postgres, chatstore-postgres",
        "mysql, chatstore-mysql",
        "mariadb, chatstore-mysql",
        "redis, chatstore-redis"
    })
    void aMissingBackendNamesTheArtifactToAdd(String scheme, String artifact) {
        assertThatThrownBy(() -> ChatStorage.open(scheme + "://bob:hunter2@host/db"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("url has the scheme " + scheme
                        + ":, whose module is missing; add the dependency dev.chatstore:" + artifact
                        + ", and if it is in a shaded jar, merge the files of META-INF/services there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://bob:hunter2@host/db", "jdbc:sqlite:bot.db", "JDBC:mysql://host/db"})
    void aJdbcUrlIsRefusedWithTheAdviceToLeaveThatOut(String url) {
        assertThatThrownBy(() -> ChatStorage.open(url))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("url must not begin with jdbc:; leave it out")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> ChatStorage.builder()
                        .url("memory:")
                        .set("cache.url", url)
                        .open())
                .hasMessageStartingWith("cache.url must not begin with jdbc:; leave it out");
    }

    @Test
    void anErrorNamesThePropertyAsItWasWritten() {
        assertRefused(Map.of(), "chatstore.url is required");
        assertRefused(Map.of("chatstore.url", "bot.db"), "chatstore.url must start with a scheme");
        assertRefused(Map.of("chatstore.url", "memory://x"), "chatstore.url must be memory: and nothing more");
        assertRefused(
                Map.of("chatstore.url", "memory:", "chatstore.limits.message-bytes", "64MB"),
                "chatstore.limits.message-bytes must be from");
        assertRefused(
                Map.of("chatstore.url", "memory:", "chatstore.limits.mesage-bytes", "64MiB"),
                "chatstore.limits.mesage-bytes is not a setting of this storage; did you mean"
                        + " chatstore.limits.message-bytes?");
        assertRefused(
                Map.of("chatstore.url", "memory:", "chatstore.cache.url", "redis"),
                "chatstore.cache.url must start with a scheme");
    }

    private static void assertRefused(Map<String, String> texts, String message) {
        Properties properties = new Properties();
        properties.putAll(texts);
        String field = message.substring(0, message.indexOf(' '));
        assertThatThrownBy(() -> ChatStorage.open(properties))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageStartingWith(message);
    }

    @Test
    void anErrorNamesTheVariableAsItWasWritten() {
        ChatStorageBuilder builder = ChatStorage.builder()
                .environment(Map.of("CHATSTORE_URL", "memory:", "CHATSTORE_SESSIONS_MY_BOOKING_TTL", "30"));
        assertThatThrownBy(builder::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("CHATSTORE_SESSIONS_MY_BOOKING_TTL must be none, or from 1ms");
    }

    @ParameterizedTest
    @CsvSource({"sqlte, sqlite", "postgre, postgres", "mem, memory", "MariaDb2, mariadb"})
    void anUnknownSchemeSuggestsTheNearest(String scheme, String nearest) {
        assertThatThrownBy(() -> ChatStorage.open(scheme + "://bob:hunter2@host/db"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith("did you mean " + nearest + ":?")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "bot.db", ":memory:", "//bob:hunter2@host", "memory://bob:hunter2@host"})
    void aMalformedUrlIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> ChatStorage.open(url))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo("url"))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aMissingUrlIsRefused() {
        assertThatThrownBy(() -> ChatStorage.open(new Properties()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("chatstore.url is required, such as sqlite:bot.db");
    }

    @Test
    void aKeyAndAPropertyTakePrecedenceOverAVariableWhicheverWasSetFirst() {
        Properties properties = new Properties();
        properties.setProperty("chatstore.recorded.speed", "4");
        properties.setProperty("chatstore.url", "property:");
        Map<String, String> variables = Map.of(
                "CHATSTORE_URL", "variable:", "CHATSTORE_RECORDED_SPEED", "fast", "CHATSTORE_SESSIONS_RETRIES", "7");
        ChatStorage.builder()
                .properties(properties)
                .environment(variables)
                .backend(recording)
                .open()
                .close();
        ChatStorage.builder()
                .environment(variables)
                .properties(properties)
                .backend(recording)
                .open()
                .close();
        assertThat(recording.opened).hasSize(2).allSatisfy(context -> {
            assertThat(context.url()).hasToString("property:");
            assertThat(context.settings().get(RecordingProvider.SPEED)).isEqualTo(4);
            assertThat(context.settings().get(CommonSettings.SESSION_RETRIES)).isEqualTo(7);
        });
    }

    @Test
    void eachErrorNamesTheSettingAsItWasWritten() {
        Properties properties = new Properties();
        properties.setProperty("chatstore.sessions.retries", "many");
        ChatStorageBuilder mixed =
                ChatStorage.builder().properties(properties).environment(Map.of("CHATSTORE_URI", "memory:"));
        assertThatThrownBy(mixed::open).hasMessageStartingWith("CHATSTORE_URL is required");
        assertThatThrownBy(mixed.url("memory:")::open)
                .hasMessage("CHATSTORE_URI is not a setting of this storage; did you mean CHATSTORE_URL?");
        assertThatThrownBy(ChatStorage.builder()
                        .environment(Map.of())
                        .url("memory:")
                        .properties(properties)::open)
                .hasMessageStartingWith("chatstore.sessions.retries must be");
        assertThatThrownBy(ChatStorage.builder()
                        .environment(Map.of("CHATSTORE_SESSIONS_RETRIES", "1"))
                        .url("memory:")
                        .set("sessions.retries", "many")::open)
                .hasMessageStartingWith("sessions.retries must be");
    }

    @Test
    void theLastTextOfASettingCounts() {
        ChatStorage.builder()
                .url("first:")
                .set("recorded.speed", "4")
                .settings(Map.of("url", "second:", "recorded.speed", "5", "sessions.retries", "7"))
                .set("recorded.speed", "6")
                .url("third:")
                .backend(recording)
                .open()
                .close();
        assertThat(recording.opened).singleElement().satisfies(context -> {
            assertThat(context.url()).hasToString("third:");
            assertThat(context.settings().get(RecordingProvider.SPEED)).isEqualTo(6);
            assertThat(context.settings().get(CommonSettings.SESSION_RETRIES)).isEqualTo(7);
        });
    }

    @Test
    void theBackendIsOpenedWithTheGivenClockAndRandomness() {
        RandomGenerator random = new SplittableRandom(1);
        ChatStorage.builder()
                .url("recorded:")
                .clock(() -> Instant.EPOCH)
                .random(random)
                .backend(recording)
                .open()
                .close();
        assertThat(recording.opened).singleElement().satisfies(context -> {
            assertThat(context.clock().instant()).isEqualTo(Instant.EPOCH);
            assertThat(context.random()).isSameAs(random);
        });
    }

    @Test
    void theContextIsShownWithoutThePassword() {
        ChatStorage.builder()
                .url("recorded://bob:hunter2@host/db?password=hunter2")
                .set("recorded.speed", "8")
                .backend(recording)
                .open()
                .close();
        assertThat(List.of(recording.opened).toString())
                .contains("bob:***@host")
                .doesNotContain("hunter2");
    }

    @Test
    void nothingIsOpenedIfASettingIsWrong() {
        ChatStorageBuilder builder =
                ChatStorage.builder().url("recorded:").backend(recording).set("recorded.speed", "10");
        assertThatThrownBy(builder::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("recorded.speed must be from 1 to 9");
        assertThat(recording.opened).isEmpty();
    }

    @Test
    void aTimeToLiveThatIsNoWholeNumberOfMillisecondsInRangeIsRefused() {
        for (Duration wrong : List.of(
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofNanos(1_500_000),
                Duration.ofDays(36_501))) {
            assertThatThrownBy(() -> ChatStorage.builder().sessionTimeToLive("booking", wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("sessions.booking.ttl");
        }
    }
}
