package dev.chatstore.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the statements that a server executes, by their kind: those in packets too, and those that drivers add. */
final class ServerCommands implements AutoCloseable {
    private static final Set<String> KINDS = Set.of(
            "begin",
            "change_db",
            "commit",
            "delete",
            "insert",
            "rollback",
            "select",
            "set_option",
            "show_variables",
            "show_warnings",
            "update");

    private final Connection administrator;

    ServerCommands(Connection administrator) {
        this.administrator = administrator;
    }

    /** Returns the number of statements of each kind that an operation costs while the server is otherwise idle. */
    Map<String, Long> of(Runnable operation) {
        try {
            Map<String, Long> before = soFar();
            operation.run();
            Map<String, Long> counts = soFar();
            counts.replaceAll((kind, count) -> count - before.get(kind));
            counts.values().removeIf(count -> count == 0);
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Long> soFar() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Statement statement = administrator.createStatement();
                ResultSet rows = statement.executeQuery("show global status like 'Com\\_%'")) {
            while (rows.next()) {
                String kind = rows.getString(1).substring("Com_".length());
                if (KINDS.contains(kind)) {
                    counts.put(kind, rows.getLong(2));
                }
            }
        }
        return counts;
    }

    @Override
    public void close() throws SQLException {
        administrator.close();
    }
}
