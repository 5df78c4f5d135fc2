package dev.chatstore.core.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.core.backend.ServerUrl.Host;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    @Test
    void allPartsAreRead() {
        ServerUrl url = parse("PostgreSQL://kari:p%40s/s:+word@one:7001,[::1]/bot?sslmode=require&x=1");
        assertThat(url.scheme()).isEqualTo("postgresql");
        assertThat(url.user()).isEqualTo("kari");
        assertThat(url.password()).isEqualTo("p@s/s:+word");
        assertThat(url.address()).isEqualTo("one:7001,[::1]");
        assertThat(url.hosts(5432)).containsExactly(new Host("one", 7001), new Host("::1", 5432));
        assertThat(url.path()).isEqualTo("bot");
        assertThat(url.parameters()).isEqualTo("sslmode=require&x=1");
        assertThat(url).hasToString("one:7001,[::1]/bot");
    }

    @Test
    void onlyTheHostIsRequired() {
        ServerUrl url = parse("redis://one");
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).isEmpty();
        assertThat(url.hosts(6379)).containsExactly(new Host("one", 6379));
        assertThat(url.path()).isEmpty();
        assertThat(url.parameters()).isEmpty();
        assertThat(url).hasToString("one");
    }

    @Test
    void aPasswordNeedsNoUser() {
        ServerUrl url = parse("redis://:secret@one/3");
        assertThat(url.user()).isEmpty();
        assertThat(url.password()).isEqualTo("secret");
        assertThat(url.path()).isEqualTo("3");
    }

    @Test
    void settingsComeBeforeTheUrlWhereTheyAreGiven() {
        ServerUrl url = parse("redis://kari:secret@one");
        assertThat(url.withLogin("ola", "other").user()).isEqualTo("ola");
        assertThat(url.withLogin("ola", "other").password()).isEqualTo("other");
        assertThat(url.withLogin("", "")).isEqualTo(url);
        assertThat(url.withLogin("ola", "other").toString())
                .doesNotContain("other")
                .doesNotContain("secret");
    }

    @Test
    void anEncodedColonIsRefusedSinceWhatFollowsMayBeAPassword() {
        assertThatThrownBy(() -> parse("redis://ola%3Asecret@one"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("url must not encode the colon")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis:",
                "redis://",
                "redis:one",
                "redis://one:0",
                "redis://one:65536",
                "redis://one:zzport",
                "redis://one,,two",
                "redis://one/a/b",
                "mysql://(host=one,password=zz)/db",
                "mysql://address=(host=one)(password=zz)/db",
                "mysql://bob@(host=one,password=zz)/db",
                "mysql://one,(password=zz)/db",
                "mysql://one/db;password=zz",
                "mysql://one/db&password=zz",
                "mysql://one/db%3Fpassword%3Dzz",
                "mysql://one/db%3bpassword%3dzz",
                "mysql://one/db password zz",
                "redis://a:%zz@one"
            })
    void aMalformedUrlIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> ServerUrl.parse(ConnectionUrl.parse(url), "cache.url"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("cache.url must have ")
                .hasMessageNotContaining("zz");
    }

    @Test
    void parametersAreDecodedInTheirOrder() {
        ServerUrl url = parse("mysql://one/db?useAffected%52ows=true&a=1+1%3D2&flag&a=3&&");
        assertThat(url.parameterList("url"))
                .containsExactly(
                        Map.entry("useAffectedRows", "true"),
                        Map.entry("a", "1+1=2"),
                        Map.entry("flag", ""),
                        Map.entry("a", "3"));
    }

    @Test
    void aUserThatMayHoldAPasswordIsNotShown() {
        assertThat(ServerUrl.shown("ola")).isEqualTo("ola");
        assertThat(ServerUrl.shown("ola@server")).isEqualTo("ola@server");
        assertThat(ServerUrl.shown("ola:secret")).isEmpty();
        assertThat(ServerUrl.shown("password=secret")).isEmpty();
    }

    private static ServerUrl parse(String url) {
        return ServerUrl.parse(ConnectionUrl.parse(url), "url");
    }
}
