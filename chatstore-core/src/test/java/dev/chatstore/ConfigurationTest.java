package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final BackendProvider MEMORY = new MemoryBackendProvider();

    static Stream<Setting<?>> everySetting() {
        return Stream.concat(CommonSettings.ALL.stream(), MEMORY.settings().stream());
    }

    @Test
    void propertiesWithThePrefixAreSettingsAndOthersAreIgnored() {
        Map<String, String> properties = Map.of(
                "chatstore.url", "memory:",
                "chatstore.limits.message-bytes", "2KiB",
                "chatstorefront.url", "x",
                "user.home", "/");
        assertThat(Configuration.ofProperties(properties))
                .isEqualTo(Map.of("url", "memory:", "limits.message-bytes", "2KiB"));
    }

    @Test
    void variablesWithThePrefixAreSettingsAndOthersAreIgnored() {
        Map<String, String> texts = Configuration.ofEnvironment(Map.of(
                "CHATSTORE_URL", "memory:",
                "CHATSTORE_LIMITS_MESSAGE_BYTES", "2KiB",
                "CHATSTOREFRONT_URL", "x",
                "HOME", "/"));
        assertThat(texts).containsOnlyKeys("url", "CHATSTORE_LIMITS_MESSAGE_BYTES");
        Settings settings = Configuration.check(
                Map.of("CHATSTORE_LIMITS_MESSAGE_BYTES", "2KiB"), MEMORY.settings(), name -> SettingForm.KEY);
        assertThat(settings.get(CommonSettings.MESSAGE_BYTES)).isEqualTo(2048);
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void aSettingIsKnownByItsKeyAndByItsVariable(Setting<?> setting) {
        Settings byKey = Configuration.check(
                Map.of(setting.key(), setting.defaultText()), MEMORY.settings(), name -> SettingForm.KEY);
        Settings byVariable = Configuration.check(
                Map.of(SettingForm.variable(setting.key()), setting.defaultText()),
                MEMORY.settings(),
                name -> SettingForm.KEY);
        assertThat(byKey).isEqualTo(byVariable).isEqualTo(new Settings(Map.of(setting.key(), setting.defaultText())));
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void aSettingThatIsNotConfiguredHasItsDefault(Setting<?> setting) {
        assertThat((Object) Configuration.check(Map.of(), MEMORY.settings(), name -> SettingForm.KEY)
                        .get(setting))
                .isEqualTo(setting.parse(setting.defaultText()));
    }

    @Test
    void noTwoSettingsShareAVariable() {
        assertThat(everySetting().map(setting -> SettingForm.variable(setting.key())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "limits.mesage-bytes, limits.message-bytes",
        "session.ttl, sessions.ttl",
        "memory.max-message, memory.max-messages",
        "uri, url",
        "CHATSTORE_SESSION_TTL, CHATSTORE_SESSIONS_TTL",
        "CHATSTORE_URI, CHATSTORE_URL"
    })
    void anUnknownKeySuggestsTheNearestOfItsKind(String key, String nearest) {
        SettingForm form = key.startsWith("CHATSTORE") ? SettingForm.VARIABLE : SettingForm.KEY;
        assertThatThrownBy(() -> Configuration.check(Map.of(key, "secret"), MEMORY.settings(), name -> form))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo(key))
                .hasMessage(key + " is not a setting of this storage; did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite.readers",
                "database.password",
                "redis.cache-ttl",
                "CHATSTORE_REDIS_FEED_BYTES",
                "CHATSTORE_SCHEMA",
                "trap.depth",
                "CHATSTORE_TRAP_DEPTH"
            })
    void aSettingOfABackendThatIsNotInUseIsPassedOver(String key) {
        assertThat(Configuration.check(
                        Map.of(key, "even if it has no valid value"), MEMORY.settings(), name -> SettingForm.KEY))
                .isEqualTo(new Settings(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite.reader, sqlite.readers",
        "redis.cache-tl, redis.cache-ttl",
        "CHATSTORE_DATABASE_PASWORD, CHATSTORE_DATABASE_PASSWORD"
    })
    void aMisspeltSettingOfABackendThatIsNotInUseIsAnError(String key, String nearest) {
        SettingForm form = key.startsWith("CHATSTORE") ? SettingForm.VARIABLE : SettingForm.KEY;
        assertThatThrownBy(() -> Configuration.check(Map.of(key, "4"), MEMORY.settings(), name -> form))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(key + " is not a setting of this storage; did you mean " + nearest + "?");
    }

    @Test
    void ofABackendInUseEveryKeyIsKnown() {
        List<Setting<?>> trap = List.of(Setting.count("trap.depth", 1, 1, 9, "How deep."));
        assertThatThrownBy(() -> Configuration.check(Map.of("trap.dpth", "4"), trap, name -> SettingForm.KEY))
                .hasMessageEndingWith("did you mean trap.depth?");
    }

    @ParameterizedTest
    @CsvSource({
        "CHATSTORE_SERVICE_HOST, 10.0.0.11",
        "CHATSTORE_SERVICE_PORT, 6379",
        "CHATSTORE_SERVICE_PORT_HTTP, 8080",
        "CHATSTORE_PORT, tcp://10.0.0.11:6379",
        "CHATSTORE_PORT_6379_TCP, tcp://10.0.0.11:6379",
        "CHATSTORE_PORT_6379_TCP_PROTO, tcp",
        "CHATSTORE_PORT_6379_TCP_PORT, 6379",
        "CHATSTORE_PORT_6379_TCP_ADDR, 10.0.0.11",
        "CHATSTORE_PORT_53_UDP, udp://10.0.0.11:53",
        "CHATSTORE_REDIS_SERVICE_HOST, 10.0.0.11",
        "CHATSTORE_REDIS_PORT, tcp://10.0.0.11:6379",
        "CHATSTORE_REDIS_PORT_6379_TCP_ADDR, 10.0.0.11",
        "CHATSTORE_URL_SERVICE_HOST, 10.0.0.11"
    })
    void whatKubernetesSetsForAServiceIsPassedOver(String variable, String text) {
        assertThat(Configuration.ofEnvironment(Map.of(variable, text))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CHATSTORE_PORT, 6379", "CHATSTORE_HOST, 10.0.0.11", "CHATSTORE_SERVICE, x"})
    void whatLooksLikeASettingIsNotPassedOver(String variable, String text) {
        assertThat(Configuration.ofEnvironment(Map.of(variable, text))).containsKey(variable);
    }

    @Test
    void noSettingLooksLikeWhatKubernetesSets() {
        Stream<String> keys = Stream.concat(everySetting().map(Setting::key), UnusedSettings.KEYS.stream());
        assertThat(keys.map(SettingForm::variable))
                .allSatisfy(variable -> assertThat(Configuration.ofEnvironment(Map.of(variable, "4")))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "limits.message-bytes, 0",
        "limits.message-bytes, 17MiB",
        "limits.message-bytes, 1MB",
        "limits.message-bytes, 9999999999999999999",
        "sessions.ttl, 0ms",
        "sessions.ttl, 36501d",
        "sessions.ttl, 1",
        "sessions.ttl, never",
        "sessions.retries, -1",
        "sessions.retries, 1001",
        "sessions.retries, 4294967297",
        "sessions.retries, 2.5",
        "cleaner.batch, ''",
        "memory.max-messages, 100000001"
    })
    void aValueOutOfItsRangeIsRefusedWithTheRangeAndNotRepeated(String key, String text) {
        Setting<?> setting = everySetting()
                .filter(candidate -> candidate.key().equals(key))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> Configuration.check(Map.of(key, text), MEMORY.settings(), name -> SettingForm.KEY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(key + " must be ")
                .hasMessageContaining(setting.range().replace("none, or ", ""))
                .hasMessageNotContaining(text.isEmpty() ? "''" : " " + text + " ");
    }

    @Test
    void settingsAreShownWithoutTheirTexts() {
        Settings settings =
                Configuration.check(Map.of("sessions.ttl", "47h"), MEMORY.settings(), name -> SettingForm.KEY);
        assertThat(settings).hasToString("Settings[sessions.ttl]");
    }

    @Test
    void aSessionStoreHasATimeToLiveUnderItsName() {
        Settings byKey = Configuration.check(
                Map.of("sessions.my-booking.ttl", "30m"), MEMORY.settings(), name -> SettingForm.KEY);
        Settings byVariable = Configuration.check(
                Map.of("CHATSTORE_SESSIONS_MY_BOOKING_TTL", "30m"), MEMORY.settings(), name -> SettingForm.KEY);
        assertThat(byKey).isEqualTo(byVariable);
        assertThat(byKey.get(CommonSettings.sessionTtl("my-booking", byKey))).contains(Duration.ofMinutes(30));
        assertThat(byKey.get(CommonSettings.sessionTtl("other", byKey))).isEmpty();
        Settings withDefault = Configuration.check(
                Map.of("sessions.ttl", "1h", "sessions.booking.ttl", "none"),
                MEMORY.settings(),
                name -> SettingForm.KEY);
        assertThat(withDefault.get(CommonSettings.sessionTtl("other", withDefault)))
                .contains(Duration.ofHours(1));
        assertThat(withDefault.get(CommonSettings.sessionTtl("booking", withDefault)))
                .isEmpty();
    }

    @Test
    void aTimeToLiveOfASessionStoreIsCheckedLikeAnyOther() {
        assertThatThrownBy(() -> Configuration.check(
                        Map.of("sessions.booking.ttl", "soon"), MEMORY.settings(), name -> SettingForm.KEY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("sessions.booking.ttl must be none, or from 1ms to 36500d");
        assertThatThrownBy(() -> Configuration.check(
                        Map.of("sessions.Booking.ttl", "1h"), MEMORY.settings(), name -> SettingForm.KEY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not a setting of this storage");
    }
}
