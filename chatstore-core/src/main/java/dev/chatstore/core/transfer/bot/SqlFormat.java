package dev.chatstore.core.transfer.bot;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.sql.ConnectedFormat;
import dev.chatstore.core.transfer.sql.SqlHistory;
import dev.chatstore.core.transfer.sql.SqlNames;
import dev.chatstore.core.transfer.sql.SqlQuery;
import dev.chatstore.core.transfer.sql.SqliteSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A framework's tables in a database, recognized by a table and its columns. */
public final class SqlFormat implements Format {
    private static final List<SqlFormat> ALL_OF_SQL = List.of(
            new SqlFormat("openai-agents", "", "agent_messages", Set.of("message_data"), SqlMessages::openAiAgents),
            new SqlFormat("rasa-sql", "", "events", Set.of("sender_id", "data", "type_name"), SqlMessages::rasa),
            new SqlFormat(
                    "langchain-sql", "", "message_store", Set.of("session_id", "message"), SqlMessages::langChain),
            new SqlFormat("spring-ai", "2", "spring_ai_chat_memory", Set.of("sequence_id"), SqlMessages::springAi2),
            new SqlFormat("spring-ai", "1", "spring_ai_chat_memory", Set.of("timestamp"), SqlMessages::springAi1),
            new SqlFormat("spring-ai-session", "", "ai_session_event", Set.of("message_data"), SqlMessages::session));

    /** The formats of this kind. */
    public static final List<Format> ALL = List.copyOf(ALL_OF_SQL);

    private final String name;
    private final String version;
    private final String table;
    private final Set<String> columns;
    private final RowReader reader;

    private SqlFormat(String name, String version, String table, Set<String> columns, RowReader reader) {
        this.name = name;
        this.version = version;
        this.table = table;
        this.columns = columns;
        this.reader = reader;
    }

    /** Reads a row. */
    interface RowReader {
        @Nullable String read(Map<String, @Nullable Object> row, MessageDraft draft, SourceReading reading) throws Refused;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) throws IOException {
        if (probe.kind() != Probe.Kind.SQLITE || !SqliteSource.hasDriver()) {
            return null;
        }
        try (Connection connection = SqliteSource.open(file)) {
            return isIn(SqlNames.of(connection)) ? new Match(version, true) : null;
        } catch (SQLException e) {
            throw new IOException(file.name() + " cannot be read as a SQLite database", e);
        }
    }

    private boolean isIn(SqlNames names) {
        Set<String> found = names.columns(table);
        boolean older = version.equals("1") && found.contains("sequence_id");
        return found.containsAll(columns) && !older;
    }

    /**
     * Returns the format of the tables of a database.
     *
     * @param name the name of the only format to consider, or null
     * @throws InvalidInputException if it has the tables of no framework, or of several
     * @throws IOException if the database refuses its names
     */
    public static Format connected(Connection connection, @Nullable String name) throws IOException {
        List<SqlFormat> found;
        try {
            SqlNames names = SqlNames.of(connection);
            found = ALL_OF_SQL.stream()
                    .filter(format -> (name == null || format.name.equals(name)) && format.isIn(names))
                    .toList();
        } catch (SQLException e) {
            throw new IOException("the tables of the database cannot be listed", e);
        }
        if (found.isEmpty()) {
            throw new InvalidInputException(
                    "source",
                    "must be a database whose current schema has the tables of one of " + names(ALL_OF_SQL),
                    0);
        }
        if (found.size() > 1) {
            throw new InvalidInputException(
                    "source", "has the tables of " + names(found) + "; say which by the option format", 0);
        }
        return new ConnectedFormat(found.get(0).name, connection, found.get(0)::read);
    }

    private static List<String> names(List<SqlFormat> formats) {
        return formats.stream().map(SqlFormat::name).distinct().toList();
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            try (Connection connection = SqliteSource.open(file)) {
                read(connection, file.name(), reading);
            } catch (SQLException e) {
                throw new IOException(file.name() + " cannot be read", e);
            }
        }
    }

    private void read(Connection connection, String source, SourceReading reading) throws IOException, SQLException {
        SqlNames names = SqlNames.of(connection);
        SqlQuery query = SqlQuery.of(names.adapt(sql(names.product())));
        new SqlHistory(connection, query, source, (row, place, sink) -> {
                    MessageDraft draft = new MessageDraft(place);
                    String kind = reader.read(row, draft, reading);
                    if (kind == null) {
                        sink.add(draft.build());
                    } else {
                        sink.passOver(kind);
                    }
                })
                .read(reading);
    }

    /** Returns the query, that of the database's product if it has its own. */
    private String sql(String product) throws IOException {
        String file = name.replace("-sql", "").replace('-', '_') + (version.isEmpty() ? "" : "_" + version);
        InputStream own = SqlFormat.class.getResourceAsStream(file + "_" + product + ".sql");
        String any = file + ".sql";
        try (InputStream in =
                own == null ? Objects.requireNonNull(SqlFormat.class.getResourceAsStream(any), any) : own) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
