package dev.chatstore.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Settings;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class RedisFailureTest {
    private static final ServerName SERVER =
            ServerName.of(RedisUrl.of(ConnectionUrl.parse("redis://chatbot:secret@host:6379"), new Settings(Map.of())));

    @ParameterizedTest
    @CsvSource({
        "LOADING Redis is loading the dataset in memory, LOADING, true, true",
        "MASTERDOWN Link with MASTER is down, MASTERDOWN, true, true",
        "CLUSTERDOWN Hash slot not served, CLUSTERDOWN, true, true",
        "TRYAGAIN Multiple keys request during rehashing of slot, MOVING, true, true",
        "UNBLOCKED force unblock from blocking operation, FAILOVER, true, true",
        "BUSY Redis is busy running a script, BUSY, true, true",
        "READONLY You can't write against a read only replica., READONLY, false, true",
        "OOM command not allowed when used memory > 'maxmemory'., OOM, false, true",
        "MISCONF Redis is configured to save RDB snapshots, MISCONF, false, true",
        "NOREPLICAS Not enough good replicas to write., NOREPLICAS, false, true",
        "NOAUTH Authentication required., NOAUTH, false, false",
        "WRONGPASS invalid username-password pair, WRONGPASS, false, false",
        "NOPERM this user has no permissions, NOPERM, false, false",
        "NOSCRIPT No matching script., NOSCRIPT, false, false",
        "ERR unknown command, OTHER, false, false",
        "a text that says LOADING, OTHER, false, false"
    })
    void anErrorOfTheServerIsKnownByItsFirstWord(
            String message, RedisFailure expected, boolean mayPass, boolean retryable) {
        JedisDataException error = new JedisDataException(message);
        assertThat(RedisFailure.of(error)).isEqualTo(expected);
        assertThat(expected.mayPass()).isEqualTo(mayPass);
        assertThat(expected.toException(SERVER, error).retryable()).isEqualTo(retryable);
    }

    @Test
    void anErrorOfTheClientIsKnownByItsType() {
        assertThat(RedisFailure.of(new JedisConnectionException("LOADING"))).isEqualTo(RedisFailure.LOST);
        assertThat(RedisFailure.of(
                        new JedisConnectionException("Failed to connect to any host resolved for DNS name.")))
                .isEqualTo(RedisFailure.UNREACHABLE);
        assertThat(RedisFailure.of(new JedisClusterOperationException("no more attempts")))
                .isEqualTo(RedisFailure.LOST);
        assertThat(RedisFailure.of(new JedisClusterException("CLUSTERDOWN The cluster is down")))
                .isEqualTo(RedisFailure.CLUSTERDOWN);
        assertThat(RedisFailure.of(new JedisException("Could not get a resource", new IllegalStateException("full"))))
                .isEqualTo(RedisFailure.NO_CONNECTION);
        assertThat(RedisFailure.of(new JedisException("no resource", new JedisDataException("WRONGPASS no"))))
                .isEqualTo(RedisFailure.WRONGPASS);
        assertThat(RedisFailure.of(new JedisException("no resource", new JedisConnectionException("refused"))))
                .isEqualTo(RedisFailure.UNREACHABLE);
    }

    @Test
    void aRefusedLoginIsFoundAmongTheCauses() {
        JedisClusterOperationException error = new JedisClusterOperationException("no reachable node");
        error.addSuppressed(new JedisConnectionException(new JedisDataException("WRONGPASS invalid")));
        assertThat(RedisFailure.of(error).toException(SERVER, error))
                .hasMessage("login for user \"chatbot\" was refused by Redis at host:6379; check the user and the "
                        + "password (WRONGPASS)");
    }

    @Test
    void aMessageSaysWhatIsWrongAndEndsWithTheCode() {
        assertThat(message(new JedisDataException("NOAUTH Authentication required.")))
                .isEqualTo(
                        "Redis at host:6379 requires a login; set redis.user and redis.password, or name them in the "
                                + "URL (NOAUTH)");
        assertThat(message(new JedisDataException("READONLY You can't write")))
                .isEqualTo("Redis at host:6379 is a read-only replica; connect to its primary (READONLY)");
        assertThat(message(new JedisException("pool", new JedisConnectionException(new ConnectException()))))
                .isEqualTo("Redis at host:6379 cannot be reached; check that it runs and that its host and port are "
                        + "right (ConnectException)");
        assertThat(message(new JedisConnectionException(new SocketTimeoutException())))
                .startsWith("Redis at host:6379 cannot be reached: ")
                .endsWith("(SocketTimeoutException)");
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageNamesTheServer(RedisFailure failure) {
        assertThat(failure.toException(SERVER, new JedisDataException("ERR")))
                .hasMessageContaining("Redis at host:6379")
                .hasMessageNotContaining("%")
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatTheServerMayHaveQuotedIsNotRepeated() {
        JedisDataException quoting = new JedisDataException("ERR unknown command, with args: what somebody said");
        UnavailableException error = RedisFailure.of(quoting).toException(ServerName.ofOwnClient(), quoting);
        assertThat(error)
                .hasMessage(
                        "Redis refused a command; check the number of the database in the URL, and see the server's log (ERR)")
                .hasNoCause();
    }

    private static String message(JedisException error) {
        return RedisFailure.of(error).toException(SERVER, error).getMessage();
    }
}
