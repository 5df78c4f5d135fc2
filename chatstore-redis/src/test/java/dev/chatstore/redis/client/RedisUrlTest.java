package dev.chatstore.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.redis.client.RedisSettings.Mode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisUrlTest {
    @Test
    void allPartsAreRead() {
        RedisUrl url = read("rediss://kari:p%40ss:+word@one:7001/3");
        assertThat(url.tls()).isTrue();
        assertThat(url.user()).isEqualTo("kari");
        assertThat(url.password()).isEqualTo("p@ss:+word");
        assertThat(url.hosts()).containsExactly(new HostAndPort("one", 7001));
        assertThat(url.database()).isEqualTo(3);
        assertThat(url).hasToString("one:7001");
    }

    @Test
    void missingPartsHaveDefaults() {
        RedisUrl url = read("redis://:secret@one");
        assertThat(url.tls()).isFalse();
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).isEqualTo("secret");
        assertThat(url.hosts()).containsExactly(new HostAndPort("one", 6379));
        assertThat(url.database()).isZero();
    }

    @Test
    void aUrlMayHaveSeveralHosts() {
        assertThat(read("redis://one:1,two,[::1]:3").hosts())
                .containsExactly(new HostAndPort("one", 1), new HostAndPort("two", 6379), new HostAndPort("::1", 3));
    }

    @Test
    void theSettingsComeBeforeTheUrl() {
        RedisUrl url = RedisUrl.of(
                ConnectionUrl.parse("redis://kari:secret@one"),
                new Settings(Map.of("redis.user", "ola", "redis.password", "other")));
        assertThat(url.user()).isEqualTo("ola");
        assertThat(url.password()).isEqualTo("other");
        assertThat(url.toString()).doesNotContain("other").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis:",
                "redis://",
                "redis://one:0",
                "redis://one:65536",
                "redis://one:port",
                "redis://one,,two",
                "redis://one/name",
                "redis://a:%zz@one"
            })
    void anInvalidUrlIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> read(url))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("url must ")
                .hasMessageNotContaining("zz");
    }

    @ParameterizedTest
    @CsvSource({
        "redis://one,          auto,     '',   SINGLE",
        "'redis://one,two',    auto,     '',   CLUSTER",
        "redis://one,          auto,     name, SENTINEL",
        "redis://one,          cluster,  '',   CLUSTER",
        "'redis://one,two',    sentinel, name, SENTINEL",
        "redis://one,          single,   name, SINGLE"
    })
    void theHostsAreWhatTheSettingsSay(String url, String mode, String master, Mode expected) {
        assertThat(mode(url, mode, master)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"redis://one, sentinel, ''", "'redis://one,two', single, ''", "'redis://one,two/1', cluster, ''"})
    void whatDoesNotFitTogetherIsRefused(String url, String mode, String master) {
        assertThatThrownBy(() -> mode(url, mode, master)).isInstanceOf(InvalidInputException.class);
    }

    private static Mode mode(String url, String mode, String master) {
        Settings settings = new Settings(Map.of("redis.mode", mode, "redis.sentinel-master", master));
        return RedisConnections.mode(RedisUrl.of(ConnectionUrl.parse(url), settings), settings);
    }

    private static RedisUrl read(String url) {
        return RedisUrl.of(ConnectionUrl.parse(url), new Settings(Map.of()));
    }
}
