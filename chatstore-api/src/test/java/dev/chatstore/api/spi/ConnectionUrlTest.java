package dev.chatstore.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {
    @ParameterizedTest
    @CsvSource({
        "sqlite:bot.db, sqlite, bot.db",
        "sqlite::memory:, sqlite, :memory:",
        "PostgreSQL://host/db, postgresql, //host/db",
        "memory:, memory, ''",
        "a+b.c-1:x, a+b.c-1, x"
    })
    void aSchemeIsWhatStandsBeforeTheFirstColon(String url, String scheme, String rest) {
        assertThat(ConnectionUrl.parse(url)).isEqualTo(new ConnectionUrl(scheme, rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bot.db", ":x", "1a:x", "a b:x", "hunter2@host:5432"})
    void whatHasNoSchemeIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> ConnectionUrl.parse(url))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("url must start with a scheme and a colon")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://bob:hunter2@host/db",
                "postgresql://bob:hun/hunter2@host/db",
                "postgresql://bob:hunter2?x@host/db",
                "postgresql://bob:p@hunter2:x@host:5432/db",
                "redis://:hunter2@host",
                "mysql://host/db?user=bob&password=hunter2",
                "mysql://host/db?PASSWORD=hunter2&x=1",
                "mysql://host/db;sslPassword=hunter2;x=1",
                "postgresql://host/db?access_token=hunter2"
            })
    void aPasswordIsNeverShown(String url) {
        assertThat(ConnectionUrl.parse(url).toString()).contains("***", "host").doesNotContain("hunter2");
    }

    @Test
    void whatIsNoPasswordIsShown() {
        String url = "postgresql://bob@host:5432/db?ssl=true&user=bob";
        assertThat(ConnectionUrl.parse(url)).hasToString(url);
    }
}
