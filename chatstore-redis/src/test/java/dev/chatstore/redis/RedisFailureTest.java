package dev.chatstore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class RedisFailureTest {
    @ParameterizedTest
    @CsvSource({
        "LOADING Redis is loading the dataset in memory, RETRY",
        "MASTERDOWN Link with MASTER is down, RETRY",
        "TRYAGAIN Multiple keys request during rehashing of slot, RETRY",
        "BUSY Redis is busy running a script, RETRY",
        "READONLY You can't write against a read only replica., REFUSED",
        "OOM command not allowed when used memory > 'maxmemory'., REFUSED",
        "MISCONF Redis is configured to save RDB snapshots, REFUSED",
        "NOREPLICAS Not enough good replicas to write., REFUSED",
        "NOAUTH Authentication required., DENIED",
        "WRONGPASS invalid username-password pair, DENIED",
        "NOPERM this user has no permissions, DENIED",
        "NOSCRIPT No matching script., NO_SCRIPT",
        "ERR unknown command, OTHER",
        "a text that says LOADING, OTHER"
    })
    void anErrorOfTheServerIsToldByItsFirstWord(String message, RedisFailure expected) {
        assertThat(RedisFailure.of(new JedisDataException(message))).isEqualTo(expected);
    }

    @Test
    void anErrorOfTheClientIsToldByItsType() {
        assertThat(RedisFailure.of(new JedisConnectionException("LOADING"))).isEqualTo(RedisFailure.LOST);
        assertThat(RedisFailure.of(new JedisClusterException("CLUSTERDOWN The cluster is down")))
                .isEqualTo(RedisFailure.RETRY);
        assertThat(RedisFailure.of(new JedisException("Could not get a resource", new IllegalStateException("full"))))
                .isEqualTo(RedisFailure.RETRY);
        assertThat(RedisFailure.of(new JedisException("no resource", new JedisDataException("WRONGPASS no"))))
                .isEqualTo(RedisFailure.DENIED);
    }

    @Test
    void whatTheServerMayHaveQuotedIsNotRepeated() {
        JedisDataException quoting = new JedisDataException("ERR unknown command, with args: what somebody said");
        UnavailableException told = RedisFailure.of(quoting).told("Redis", quoting);
        assertThat(told).hasMessage("Redis refused a command (ERR)").hasNoCause();
    }
}
