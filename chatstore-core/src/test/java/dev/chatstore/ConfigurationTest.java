package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        Settings settings = Configuration.check(Map.of("CHATSTORE_LIMITS_MESSAGE_BYTES", "2KiB"), MEMORY.settings());
        assertThat(settings.get(CommonSettings.MESSAGE_BYTES)).isEqualTo(2048);
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void aSettingIsKnownByItsKeyAndByItsVariable(Setting<?> setting) {
        Settings byKey = Configuration.check(Map.of(setting.key(), setting.defaultText()), MEMORY.settings());
        Settings byVariable = Configuration.check(
                Map.of(Configuration.variable(setting.key()), setting.defaultText()), MEMORY.settings());
        assertThat(byKey).isEqualTo(byVariable).isEqualTo(new Settings(Map.of(setting.key(), setting.defaultText())));
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void aSettingThatIsNotConfiguredHasItsDefault(Setting<?> setting) {
        assertThat((Object) Configuration.check(Map.of(), MEMORY.settings()).get(setting))
                .isEqualTo(setting.parse(setting.defaultText()));
    }

    @Test
    void noTwoSettingsShareAVariable() {
        assertThat(everySetting().map(setting -> Configuration.variable(setting.key())))
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
        assertThatThrownBy(() -> Configuration.check(Map.of(key, "secret"), MEMORY.settings()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo(key))
                .hasMessage(key + " is not a setting of this storage; did you mean " + nearest + "?");
    }

    @Test
    void aSettingOfAnotherBackendIsUnknown() {
        assertThatThrownBy(() -> Configuration.check(Map.of("sqlite.readers", "4"), MEMORY.settings()))
                .isInstanceOf(InvalidInputException.class);
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
        String range = everySetting()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow()
                .range()
                .replace("none, or ", "");
        assertThatThrownBy(() -> Configuration.check(Map.of(key, text), MEMORY.settings()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(key + " must be a value from " + range);
    }

    @Test
    void settingsAreShownWithoutTheirTexts() {
        Settings settings = Configuration.check(Map.of("sessions.ttl", "47h"), MEMORY.settings());
        assertThat(settings).hasToString("Settings[sessions.ttl]");
    }
}
