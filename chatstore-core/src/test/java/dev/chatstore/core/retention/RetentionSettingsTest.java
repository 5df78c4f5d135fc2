package dev.chatstore.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetentionSettingsTest {
    private static RetentionPolicies policies(String tenants) {
        return RetentionSettings.policies(new Settings(Map.of(
                "retention.keep-messages", "50", "retention.remove-after", "365d", "retention.tenants", tenants)));
    }

    @Test
    void withoutSettingsEverythingIsKept() {
        assertThat(RetentionSettings.policies(new Settings(Map.of()))).isEqualTo(RetentionPolicies.KEEP_ALL);
    }

    @Test
    void aTenantHasTheDefaultsValuesWhereItNamesNone() {
        RetentionPolicies policies =
                policies("acme: keep-messages=10; remove-messages-after=90d, a:b: remove-after = none");
        RetentionPolicy byDefault = RetentionPolicy.KEEP_ALL.keepMessages(50).removeAfter(Duration.ofDays(365));

        assertThat(policies.of("other")).isEqualTo(byDefault);
        assertThat(policies.of("acme")).isEqualTo(byDefault.keepMessages(10).removeMessagesAfter(Duration.ofDays(90)));
        assertThat(policies.of("a:b")).isEqualTo(byDefault.removeAfter(null));
        assertThat(policies.of("chatstore.audit")).isEqualTo(RetentionPolicy.KEEP_ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme",
                ": keep-messages=1",
                "acme: keep-messages",
                "acme: keep=1",
                "acme: keep-messages=0",
                "acme: remove-after=1",
                "acme: keep-messages=1,",
                "acme: keep-messages=1, acme: keep-messages=2"
            })
    void aMalformedTextIsRefusedWithTheNameOfTheSetting(String text) {
        assertThatThrownBy(() -> policies(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("retention.tenants");
        assertThatThrownBy(() -> ChatStorage.builder()
                        .url("memory:")
                        .set("retention.tenants", text)
                        .open())
                .hasMessageContaining("retention.tenants");
    }

    @Test
    void aPolicyOutOfItsRangeIsRefused() {
        assertThatThrownBy(() -> RetentionPolicy.KEEP_ALL.keepMessages(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> RetentionPolicy.KEEP_ALL.removeAfter(Duration.ofSeconds(59)))
                .isInstanceOf(InvalidInputException.class);
    }
}
