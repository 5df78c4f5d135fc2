package dev.chatstore.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.jdbi.database.DatabaseName;
import dev.chatstore.jdbi.database.SessionIdentity;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The session of a lost request is ended, and no other. */
class PostgresEndSessionIT {
    private final TestDatabase database =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
    private final PostgresDialect dialect = new PostgresDialect(new DatabaseName("PostgreSQL"), false);

    @Test
    void theSessionIsEnded() throws Exception {
        try (Connection lost = database.connect();
                Connection other = database.connect()) {
            assertThat(end(other, Objects.requireNonNull(dialect.session(lost))))
                    .isTrue();
            assertThat(lost.isValid(5)).isFalse();
        }
    }

    /** After a restart of the server, numbers begin again. */
    @Test
    void aLaterSessionWithTheSameNumberIsLeftAlone() throws Exception {
        try (Connection stranger = database.connect();
                Connection other = database.connect()) {
            SessionIdentity later = Objects.requireNonNull(dialect.session(stranger));
            SessionIdentity ended = new SessionIdentity(later.number(), later.beganMicros() - 1);
            assertThat(end(other, ended)).as("the session has ended").isTrue();
            assertThat(stranger.isValid(5)).isTrue();
        }
    }

    private boolean end(Connection connection, SessionIdentity session) throws Exception {
        try (InputStream file = dialect.open("sql/end_session.sql");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                                .replace(":session", Long.toString(session.number()))
                                .replace(":began", Long.toString(session.beganMicros())))) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
