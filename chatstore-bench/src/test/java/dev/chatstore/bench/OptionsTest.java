package dev.chatstore.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void settingsOfTheStoreAreSeparatedByCommas() {
        assertThat(Options.settings("")).isEmpty();
        assertThat(Options.settings("database.readers=16, database.writers = 2"))
                .isEqualTo(Map.of("database.readers", "16", "database.writers", "2"));
    }

    @Test
    void aSettingWithoutAValueIsRefused() {
        assertThatThrownBy(() -> Options.settings("database.readers=16,database.writers"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bench.store contains 'database.writers'; it must be name=value");
    }
}
