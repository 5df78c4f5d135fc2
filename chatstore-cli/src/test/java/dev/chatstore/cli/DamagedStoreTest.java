package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatstore.cli.Invocation.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say about rows that cannot be read, and that these can be deleted. */
class DamagedStoreTest {
    @TempDir
    private Path folder;

    private String url = "";

    @BeforeEach
    void createStore() {
        url = Store.in(folder);
    }

    private void damage(String sql) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:" + url);
                Statement statement = database.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    private Result run(String... arguments) {
        return new Invocation().variable("CHATSTORE_URL", url).run(arguments);
    }

    @Test
    void aSessionWithADamagedStateCanBeDeleted() throws SQLException {
        damage("update chat_session set state = '{'");
        assertThat(run("sessions", "anna").code()).isEqualTo(7);
        assertThat(run("delete", "anna", "--sessions", "default", "--yes"))
                .isEqualTo(new Result(0, "deleted anna\n", ""));
        assertThat(run("sessions", "anna").code()).isEqualTo(4);
    }

    @Test
    void aSearchReportsMessagesThatItCouldNotReadWhole() throws SQLException, IOException {
        damage("update chat_message set role = '' where conversation = 'bob'");
        Result found = run("find", "Oslo", "--json");
        assertThat(found.code()).isEqualTo(10);
        assertThat(new ObjectMapper()
                        .readTree(found.out())
                        .get("unreadableMessages")
                        .asLong())
                .isEqualTo(1);
        assertThat(run("find", "Oslo").err()).contains("Messages with parts that cannot be read: 1.");
    }

    @Test
    void statsSayThatTheyAreNotWhole() throws SQLException, IOException {
        damage("update chat_message set role = '' where conversation = 'bob'");
        Result found = run("stats", "--by", "role", "--json");
        assertThat(found.code()).isEqualTo(10);
        assertThat(new ObjectMapper().readTree(found.out()).get("unreadable").asLong())
                .isEqualTo(1);
        assertThat(run("stats", "--by", "role").err()).contains("since they cannot be read: 1 of");
        assertThat(run("stats").code()).as("reads no messages").isZero();
    }
}
