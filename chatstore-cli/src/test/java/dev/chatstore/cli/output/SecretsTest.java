package dev.chatstore.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unmatched argument at index 1: 'postgresql://bob:hunter2@db:5432/chat'",
                "jdbc:mysql://bob:hunter2@db/chat?useSSL=true cannot be parsed",
                "redis://:hunter2@host",
                "redis://:hunter2@a:1,b:2/0",
                "mysql://db/chat?user=bob&password=hunter2&x=1",
                "database.password=hunter2",
                "//bob:hunter2@db and again //bob:hunter2@db",
                "postgresql://bob:p@hunter2@db/chat",
                "--set database.password=hunter2",
                "{user=bob, Password=hunter2}"
            })
    void noPasswordIsShown(String text) {
        assertThat(new Secrets().hidden(text)).doesNotContain("hunter2").contains("***");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://bob:hunter2@db:5432/chat is down, postgresql://bob:***@db:5432/chat is down",
        "mysql://h/d?user=bob&password=x&y=1, mysql://h/d?user=bob&password=***&y=1"
    })
    void theRestOfTheTextStays(String text, String shown) {
        assertThat(new Secrets().hidden(text)).isEqualTo(shown);
    }

    @Test
    void aPasswordWithSpacesAndQuotesIsHiddenWhereAnArgumentIsRepeated() {
        String url = "postgresql://bob:hun ter'2@db/chat";
        String setting = "database.password=hun \"ter";
        assertThat(new Secrets().hidden("Unmatched arguments '" + url + "', '" + setting + "'", "list", url, setting))
                .isEqualTo("Unmatched arguments 'postgresql://***@db/chat', 'database.password=***'");
    }

    @Test
    void aTextWithoutSecretsStaysAsItIs() {
        String text = "SQLite at /srv/bot.db is busy: user kari@example.com waits (https://example.com/a:b)";
        assertThat(new Secrets().hidden(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "url, postgresql://bot:pa\"ss wd@db/chat, pa\"ss wd",
                "url, postgresql://bot:p%40ss%20word@db/chat, p@ss word",
                "url, mysql://db/chat?user=bot&password=hun'ter2&x=1, hun'ter2",
                "cache.url, redis://:hun ter@cache/1, hun ter",
                "database.password, hun ter\"2, hun ter\"2",
                "database.password, pw, pw"
            })
    void aPasswordOfASettingIsHiddenWhereverItStands(String key, String value, String password) {
        Secrets secrets = new Secrets();
        secrets.learn(key, value);
        assertThat(secrets.hidden("login failed for bot, " + password + ", at db"))
                .isEqualTo("login failed for bot, ***, at db");
    }

    @Test
    void aShortPasswordIsHiddenAsAWordAndLeavesOtherWordsAsTheyAre() {
        Secrets secrets = new Secrets();
        secrets.learn("database.password", "bot");
        secrets.learn("url", "sqlite:bot.db");
        secrets.learn("limits.message-bytes", "1");
        assertThat(secrets.hidden("the bots at //bot:bot@db have 1")).isEqualTo("the bots at //***:***@db have 1");
    }
}
