package dev.chatstore.jdbi.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import java.io.InputStream;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages of errors: first what is wrong and what to do, last the codes. */
class DatabaseErrorsTest {
    private static final String SECRET = "Key (text)=(what the user wrote) already exists";
    private static final DatabaseName NAME = new DatabaseName("PostgreSQL", "db1:5432", "chat", "chatbot");

    private static DatabaseErrors errors(DatabaseName name, Failure failure) {
        return new DatabaseErrors(new Dialect() {
            @Override
            public DatabaseName name() {
                return name;
            }

            @Override
            public @Nullable InputStream open(String file) {
                return null;
            }

            @Override
            public String clock() {
                return "0";
            }

            @Override
            public Locking locking() {
                return Locking.ROWS;
            }

            @Override
            public Failure classify(SQLException error) {
                return failure;
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN_REFUSED, login for user \"chatbot\" was refused by PostgreSQL at db1:5432: ",
        "DATABASE_MISSING, database \"chat\" does not exist on PostgreSQL at db1:5432: ",
        "TABLE_MISSING, a table is missing in PostgreSQL at db1:5432/chat: ",
        "PERMISSION_DENIED, permission denied to user \"chatbot\" on PostgreSQL at db1:5432/chat: ",
        "TOO_MANY_CONNECTIONS, PostgreSQL at db1:5432 accepts no more connections: ",
        "UNREACHABLE, PostgreSQL at db1:5432 cannot be reached: ",
        "READ_ONLY, PostgreSQL at db1:5432/chat is read-only: "
    })
    void aMessageSaysWhatIsWrongAndWhere(Failure failure, String beginning) {
        assertThat(errors(NAME, failure).translate(new SQLException(SECRET, "28P01")))
                .hasMessageStartingWith(beginning)
                .hasMessageEndingWith(" (28P01)");
    }

    @ParameterizedTest
    @EnumSource
    void aMessageNeverQuotesTheDriver(Failure failure) {
        assertThat(errors(NAME, failure).translate(new SQLException(SECRET, "28000", 1045)))
                .hasMessageNotContaining(SECRET)
                .hasMessageEndingWith(" (28000, error 1045)");
    }

    @ParameterizedTest
    @EnumSource
    void aMessageLeavesOutWhatIsUnknown(Failure failure) {
        assertThat(errors(new DatabaseName("PostgreSQL"), failure).translate(new SQLException(SECRET)))
                .hasMessageNotContainingAny("\"", " at ", "null", "/")
                .hasMessageEndingWith(" (error 0)");
    }

    @Test
    void aPoolWithoutAFreeConnectionIsReportedAsSuch() {
        DatabaseErrors errors = errors(NAME, Failure.OTHER);
        SQLException timeout = new SQLTransientConnectionException("pool - Connection is not available");
        assertThat(errors.classify(timeout)).isEqualTo(Failure.BUSY);
        assertThat(errors.translate(timeout))
                .hasMessageStartingWith("no connection to PostgreSQL at db1:5432 was free in time: ");
    }

    @Test
    void aPoolThatCannotConnectIsReportedByTheReason() {
        SQLException reason = new SQLException(SECRET, "28P01");
        SQLException timeout = new SQLTransientConnectionException("pool - Connection is not available", reason);
        assertThat(errors(NAME, Failure.LOGIN_REFUSED).translate(timeout))
                .hasMessageStartingWith("login for user")
                .hasMessageEndingWith(" (28P01)");
    }

    @Test
    void onlyDamagedDataIsNotUnavailability() {
        SQLException error = new SQLException(SECRET);
        assertThat(errors(NAME, Failure.CORRUPT).translate(error)).isInstanceOf(CorruptDataException.class);
        assertThat(errors(NAME, Failure.OTHER).translate(error)).isInstanceOf(UnavailableException.class);
    }
}
