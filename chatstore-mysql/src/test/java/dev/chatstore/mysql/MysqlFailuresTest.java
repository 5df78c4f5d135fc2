package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.jdbi.database.Failure;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors as both drivers report them. */
class MysqlFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "a deadlock, 40001, 1213, BUSY",
        "a lock timeout of MySQL's driver, 40001, 1205, BUSY",
        "a lock timeout of MariaDB's driver, HY000, 1205, BUSY",
        "a row that changed since it was read, HY000, 1020, BUSY",
        "a conflict found at the commit in a cluster, 40000, 3101, BUSY",
        "too many connections, 08004, 1040, TOO_MANY_CONNECTIONS",
        "too many of the user, 42000, 1203, TOO_MANY_CONNECTIONS",
        "a statement that was killed, 70100, 1317, BUSY",
        "a socket of MySQL's driver, 08S01, 0, UNREACHABLE",
        "a connection of MySQL's driver that is closed, 08003, 0, UNREACHABLE",
        "a socket of MariaDB's driver, 08000, -1, UNREACHABLE",
        "a connection of MariaDB's driver that is closed, 08000, 1220, UNREACHABLE",
        "a server that shuts down, 08S01, 1053, UNREACHABLE",
        "a connection that idled too long, HY000, 4031, UNREACHABLE",
        "an error during the commit, HY000, 1180, UNREACHABLE",
        "a table that is full, HY000, 1114, FULL",
        "a disk that is full, HY000, 1021, FULL",
        "a server that is read-only, HY000, 1290, READ_ONLY",
        "a transaction that is read-only, 25006, 1792, READ_ONLY",
        "a storage engine that is read-only, HY000, 1874, READ_ONLY",
        "a key that is taken, 23000, 1062, CONSTRAINT",
        "a table that crashed, HY000, 1194, CORRUPT",
        "an index that is damaged, HY000, 1712, CORRUPT",
        "a packet that MariaDB takes for an end, 08S01, 1153, OTHER",
        "a packet that MySQL's driver does not send, S1000, 0, OTHER",
        "a wrong password, 28000, 1045, LOGIN_REFUSED",
        "a password that has expired, HY000, 1862, LOGIN_REFUSED",
        "a server that requires TLS, HY000, 3159, HANDSHAKE_REFUSED",
        "a connection that the driver refused, 08004, 0, HANDSHAKE_REFUSED",
        "a right that is missing, 42000, 1142, PERMISSION_DENIED",
        "a connection that MariaDB's driver has closed, 42000, -1, UNREACHABLE",
        "a table that is missing, 42S02, 1146, TABLE_MISSING",
        "a database that is missing, 42000, 1049, DATABASE_MISSING",
        "a database without the right to it, 42000, 1044, PERMISSION_DENIED",
        "a null that may not be, 23000, 1048, OTHER"
    })
    void anErrorIsClassifiedByItsCodeElseByItsState(String what, String state, int code, Failure failure) {
        assertThat(MysqlFailures.classify(new SQLException("", state, code)))
                .as(what)
                .isEqualTo(failure);
    }

    @Test
    void aBatchIsClassifiedByTheErrorThatEndedIt() {
        SQLException socket = new SQLException("", "08000", -1);
        assertThat(MysqlFailures.classify(new BatchUpdateException(new int[0], socket)))
                .isEqualTo(Failure.UNREACHABLE);
    }
}
