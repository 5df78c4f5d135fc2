package dev.chatstore.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
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
                "postgresql://host/db?access_token=hunter2",
                "mysql://host/db?p%61ssword=hunter2",
                "mysql://host/db?key=hunter2",
                "mysql://host/db#hunter2",
                "mysql://(host=host,password=hunter2)/db",
                "mysql://address=(host=host)(password=hunter2)/db",
                "mysql://bob@(host=host,password=hunter2)/db",
                "postgresql://bob%3Ahunter2@host/db",
                "postgresql://hunter2@host/db",
                "postgresql://host/db%3Fpassword=hunter2",
                "postgresql://host/db password=hunter2",
                "postgresql:host/db;user=bob;password=hunter2",
                "oracle:thin:bob/hunter2@host",
                "jdbc:postgresql://bob:hunter2@host/db",
                "jdbc:sqlserver://host;password=hunter2",
                "sqlite:host.db?key=hunter2"
            })
    void aPasswordIsNeverShown(String url) {
        assertThat(ConnectionUrl.parse(url).toString()).contains("***").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://host:5432/db, postgresql://host:5432/db",
        "postgresql://bob:hunter2@host:5432/db?ssl=true, postgresql://bob:***@host:5432/db?***",
        "'redis://a:1,b:2,[::1]/0', 'redis://a:1,b:2,[::1]/0'",
        "sqlite:/var/lib/my bots/bot.db, sqlite:/var/lib/my bots/bot.db",
        "sqlite:///var/lib/bot.db, sqlite:///var/lib/bot.db",
        "sqlite::memory:, sqlite::memory:",
        "memory:, memory:"
    })
    void theHostsAndThePathAreShown(String url, String shown) {
        assertThat(ConnectionUrl.parse(url)).hasToString(shown);
    }
}
