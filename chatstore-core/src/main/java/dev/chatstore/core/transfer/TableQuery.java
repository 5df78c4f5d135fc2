package dev.chatstore.core.transfer;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.transfer.sql.SqlNames;
import dev.chatstore.core.transfer.sql.SqlQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The query of a table whose columns the caller names: the only SQL that is made of texts, since the names are the caller's. All
 * names are quoted.
 *
 * @param query the query
 * @param labels the columns as the query's rows name them
 */
record TableQuery(SqlQuery query, TableColumns labels) {
    /** The class of SQLStates for what does not exist or may not be used. */
    private static final String NO_ACCESS = "42";

    /** SQLite has no SQLStates: its code for a statement that cannot be prepared. */
    private static final int SQLITE_ERROR = 1;

    private static final Set<Integer> NUMBERS = Set.of(
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.NUMERIC,
            Types.DECIMAL,
            Types.REAL,
            Types.FLOAT,
            Types.DOUBLE);

    static TableQuery of(TableColumns columns, Connection connection) throws SQLException {
        if (columns.table() == null) {
            throw new InvalidInputException("columns.table", "must be given for a database", 0);
        }
        SqlNames names = SqlNames.of(connection);
        String from = " FROM " + names.quoted(names.table(columns.table())) + " t";
        Map<String, Integer> types = types(connection, "SELECT *" + from + " WHERE 1 = 0");
        check(columns, types);
        TableColumns found = columns.renamed(name -> actual(name, types));
        String conversation = "t." + names.quoted(found.conversation());
        String select = "SELECT " + conversation + ", t.*" + from;
        String order = " ORDER BY " + names.bytes(conversation) + ", t." + names.quoted(order(found, types));
        return new TableQuery(
                new SqlQuery(select + order, select + " WHERE " + conversation + " = ?" + order, null, null),
                found.renamed(name -> name.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Integer> types(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData columns = none.getMetaData();
            Map<String, Integer> types = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                types.put(columns.getColumnLabel(i), columns.getColumnType(i));
            }
            return types;
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null ? e.getErrorCode() == SQLITE_ERROR : state.startsWith(NO_ACCESS)) {
                throw new InvalidInputException(
                        "columns.table", "must be a table of the database's current schema that its user may read", 0);
            }
            throw e;
        }
    }

    private static void check(TableColumns columns, Map<String, Integer> types) {
        List<String> missing = columns.names().stream()
                .filter(name -> types.keySet().stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "columns", "must be columns of the table, which has no " + missing + " but " + types.keySet(), 0);
        }
    }

    /** Returns the name of a column as the table has it. */
    private static String actual(String name, Map<String, Integer> types) {
        return types.containsKey(name)
                ? name
                : types.keySet().stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .orElse(name);
    }

    private static String order(TableColumns columns, Map<String, Integer> types) {
        if (columns.order() != null) {
            return columns.order();
        }
        if (columns.id() != null && NUMBERS.contains(types.get(columns.id()))) {
            return columns.id();
        }
        throw new InvalidInputException(
                "columns.order",
                "must be given: a table of a database has no order of its own, and no ids that are numbers were named",
                0);
    }
}
