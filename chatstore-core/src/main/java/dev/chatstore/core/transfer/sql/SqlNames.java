package dev.chatstore.core.transfer.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the tables and columns of a connection's current schema, and how the database writes them in SQL. */
public final class SqlNames {
    private static final Pattern NAME = Pattern.compile("(FROM |JOIN )?\"(\\w+)\"");
    private static final Pattern BYTES = Pattern.compile("BYTES\\(([^)]+)\\)");

    private final String product;
    private final String quote;
    private final Map<String, Table> tables = new HashMap<>();

    private SqlNames(String product, String quote) {
        this.product = product;
        this.quote = quote;
    }

    /** A table under its own name, and its columns by their names in lower case. */
    private record Table(String name, Map<String, String> columns) {}

    /** Returns the names of a database. Costs one query of its catalog. */
    public static SqlNames of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        SqlNames names = new SqlNames(
                lower(database.getDatabaseProductName()),
                database.getIdentifierQuoteString().strip());
        try (ResultSet columns = database.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (columns.next()) {
                String table = columns.getString("TABLE_NAME");
                String column = columns.getString("COLUMN_NAME");
                names.tables
                        .computeIfAbsent(lower(table), key -> new Table(table, new HashMap<>()))
                        .columns
                        .put(lower(column), column);
            }
        }
        return names;
    }

    /** Returns the name of the database's product in lower case. */
    public String product() {
        return product;
    }

    /** Returns the columns of a table, all names in lower case; empty if there is no such table. */
    public Set<String> columns(String table) {
        Table found = tables.get(lower(table));
        return found == null ? Set.of() : found.columns.keySet();
    }

    /** Returns the name of a table as the database has it, or as it is given if the schema has no such table. */
    public String table(String name) {
        Table found = tables.get(lower(name));
        return found == null ? name : found.name;
    }

    /** Returns a name in quotes. */
    public String quoted(String name) {
        // A quote inside a name is doubled, as all databases have it.
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    /** Returns an expression to order by, so that texts are apart that a collation takes for equal, such as Bob and bob. */
    public String bytes(String expression) {
        if (product.contains("mysql") || product.contains("mariadb")) {
            return "CAST(" + expression + " AS BINARY)";
        }
        if (product.contains("sql server")) {
            return "CAST(" + expression + " AS VARBINARY(8000))";
        }
        return product.contains("sqlite") ? expression + " COLLATE BINARY" : expression;
    }

    /**
     * Returns a query as this database takes it. Names are in double quotes and lower case, and {@code BYTES(...)} stands for
     * {@link #bytes}.
     */
    public String adapt(String sql) {
        Map<String, String> columns = new HashMap<>();
        NAME.matcher(sql).results().filter(SqlNames::isTable).forEach(name -> {
            Table table = tables.get(name.group(2));
            columns.putAll(table == null ? Map.of() : table.columns);
        });
        String named = NAME.matcher(sql)
                .replaceAll(name -> Matcher.quoteReplacement(
                        isTable(name)
                                ? name.group(1) + quoted(table(name.group(2)))
                                : quoted(columns.getOrDefault(name.group(2), name.group(2)))));
        return BYTES.matcher(named).replaceAll(found -> Matcher.quoteReplacement(bytes(found.group(1))));
    }

    private static boolean isTable(MatchResult name) {
        return name.group(1) != null;
    }

    private static String lower(String name) {
        return Objects.requireNonNullElse(name, "").toLowerCase(Locale.ROOT);
    }
}
