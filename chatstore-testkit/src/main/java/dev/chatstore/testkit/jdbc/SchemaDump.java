package dev.chatstore.testkit.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Databases as SQL text that every database accepts: statements, each of which ends with a semicolon at the end of a
 * line. A dump consists of the files of a schema up to a version, and the rows that a store of that version has
 * written.
 */
public final class SchemaDump {
    private static final Pattern END = Pattern.compile(";\\s*(\\R|\\z)");
    private static final List<String> TABLES = List.of(
            "chat_schema",
            "chat_conversation",
            "chat_store",
            "chat_removal",
            "chat_profile",
            "chat_message",
            "chat_revision",
            "chat_segment",
            "chat_session");

    private SchemaDump() {}

    /** Executes the statements of a dump. */
    public static void restore(Connection connection, InputStream dump) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : END.splitAsStream(text(dump)).toList()) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("cannot read the dump", e);
        }
    }

    /** Returns the statements that insert the rows of all tables. */
    public static List<String> rows(Connection connection) throws SQLException {
        List<String> inserts = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery("select * from " + table)) {
                    while (row.next()) {
                        inserts.add(insert(table, row));
                    }
                }
            }
        }
        return inserts;
    }

    private static String insert(String table, ResultSet row) throws SQLException {
        StringJoiner columns = new StringJoiner(", ", "insert into " + table + " (", ")");
        StringJoiner values = new StringJoiner(", ", " values (", ");");
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            columns.add(row.getMetaData().getColumnName(i));
            values.add(value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value));
        }
        return columns.toString() + values;
    }
}
