package dev.chatstore.core.transfer.bot;

import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.sql.SqlHistory;
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

/** A framework's tables in a database file of SQLite, recognized by a table and its columns. */
public final class SqlFormat implements Format {
    /** The formats of this kind. */
    public static final List<Format> ALL = List.of(
            new SqlFormat("openai-agents", "", "agent_messages", Set.of("message_data"), SqlMessages::openAiAgents),
            new SqlFormat("rasa-sql", "", "events", Set.of("sender_id", "data", "type_name"), SqlMessages::rasa),
            new SqlFormat(
                    "langchain-sql", "", "message_store", Set.of("session_id", "message"), SqlMessages::langChain),
            new SqlFormat("spring-ai", "2", "spring_ai_chat_memory", Set.of("sequence_id"), SqlMessages::springAi2),
            new SqlFormat("spring-ai", "1", "spring_ai_chat_memory", Set.of("timestamp"), SqlMessages::springAi1),
            new SqlFormat("spring-ai-session", "", "ai_session_event", Set.of("message_data"), SqlMessages::session));

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
        Set<String> found = SqliteSource.columns(file).getOrDefault(table, Set.of());
        boolean older = version.equals("1") && found.contains("sequence_id");
        return found.containsAll(columns) && !older ? new Match(version, true) : null;
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            try (Connection connection = SqliteSource.open(file)) {
                new SqlHistory(connection, sql(), file.name(), (row, draft) -> reader.read(row, draft, reading))
                        .read(reading);
            } catch (SQLException e) {
                throw new IOException(file.name() + " cannot be closed", e);
            }
        }
    }

    private String sql() throws IOException {
        String file = name.replace("-sql", "").replace('-', '_') + (version.isEmpty() ? "" : "_" + version) + ".sql";
        try (InputStream in = Objects.requireNonNull(SqlFormat.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
