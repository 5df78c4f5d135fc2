package dev.chatstore.testkit.jdbc;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import dev.chatstore.testkit.fault.Damage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Damages single rows of a relational backend's tables. */
public final class SqlDamage {
    private static final int DIGITS = 1_000_000;

    /** No id of a conversation, and after those in ASCII. */
    private static final String BLANK = "\u3000";

    private SqlDamage() {}

    /** Damages a message, or the profile of its conversation. */
    public static void damage(Connection connection, ConversationId id, long sequence, Damage damage)
            throws SQLException {
        switch (damage) {
            case METADATA -> message(connection, id, sequence, "metadata", "{\"damaged\":");
            case MILLION_DIGITS ->
                message(connection, id, sequence, "metadata", "{\"damaged\":" + "7".repeat(DIGITS) + "}");
            case EXPONENT -> message(connection, id, sequence, "metadata", "{\"damaged\":10e2147483647}");
            case ATTACHMENTS -> message(connection, id, sequence, "attachments", "[{\"mediaType\":7}]");
            case ROLE -> message(connection, id, sequence, "role", "narrator");
            case PROFILE ->
                update(connection, "update chat_profile set metadata = ? where conversation = ?", "[1", id.value());
            case HEAD -> {
                update(connection, "update chat_conversation set id = ? where id = ?", BLANK, id.value());
                update(
                        connection,
                        "update chat_message set conversation = ? where conversation = ? and sequence = 1",
                        BLANK,
                        id.value());
            }
        }
    }

    private static void message(Connection connection, ConversationId id, long sequence, String column, String value)
            throws SQLException {
        String sql = "update chat_message set " + column + " = ? where conversation = ? and sequence = ?";
        update(connection, sql, value, id.value(), sequence);
    }

    /** Damages the state of a session. */
    public static void damage(Connection connection, SessionId id) throws SQLException {
        update(connection, "update chat_session set state = ? where id = ?", "{\"item\":", id.value());
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("there is not one row to damage");
            }
        }
    }
}
