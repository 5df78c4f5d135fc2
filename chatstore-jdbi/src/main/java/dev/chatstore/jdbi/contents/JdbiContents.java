package dev.chatstore.jdbi.contents;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Role;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.jdbi.sql.JsonRows;
import dev.chatstore.jdbi.sql.Sql;
import dev.chatstore.jdbi.sql.SqlHandle;
import dev.chatstore.jdbi.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Counts a database, which sums up messages itself and sends no text. Safe for use by several threads. */
public final class JdbiContents implements ContentReader {
    private final Transactions transactions;

    /** Creates the reader of a database. */
    public JdbiContents(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Every head can be read: its columns are numbers and names. */
    @Override
    public HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
        List<HeadCount> heads = transactions.read(sql -> {
            Query query = owner == null
                    ? sql.query(Sql.COUNT_HEADS_BY_TENANT)
                    : sql.query(Sql.COUNT_HEADS_BY_OWNER).bind("owner", owner);
            return query.bind("tenant", tenant)
                    .bind("created", after == null ? Long.MAX_VALUE : Micros.of(after.created()))
                    .bind("id", after == null ? "" : after.conversation())
                    .bind("limit", limit)
                    .map((row, context) -> head(row))
                    .list();
        });
        return new HeadPage(heads, List.of());
    }

    private static HeadCount head(ResultSet row) throws SQLException {
        return new HeadCount(
                row.getString("id"),
                Micros.toInstant(row.getLong("created_micros")),
                row.getString("owner"),
                row.getString("model"),
                row.getInt("archived") != 0,
                row.getLong("message_count"),
                row.getLong("last_sequence"),
                row.getLong("tokens"));
    }

    @Override
    public List<MessageCount> messages(String tenant, List<CountedRange> ranges) {
        return transactions.read(sql -> query(sql, ranges)
                .bind("tenant", tenant)
                .map((row, context) -> count(row))
                .list());
    }

    /** Returns the plain statement for a single range, whose bounds every database uses as bounds of the index. */
    private static Query query(SqlHandle sql, List<CountedRange> ranges) {
        if (ranges.size() == 1) {
            CountedRange range = ranges.get(0);
            return sql.query(Sql.COUNT_MESSAGE_RANGE)
                    .bind("conversation", range.conversation())
                    .bind("first", range.first())
                    .bind("last", range.last());
        }
        JsonRows rows = new JsonRows();
        ranges.forEach(range -> rows.row()
                .text("conversation", range.conversation())
                .number("first", range.first())
                .number("last", range.last()));
        return sql.query(Sql.COUNT_MESSAGES).bind("ranges", rows.toJson());
    }

    private static MessageCount count(ResultSet row) throws SQLException {
        Role role = role(row.getString("role"));
        return new MessageCount(
                row.getString("conversation"),
                role,
                day(row.getLong("stored_day")),
                day(row.getLong("said_day")),
                row.getLong("messages"),
                row.getLong("tokens"),
                row.getLong("text_bytes"),
                role == null ? row.getLong("messages") : 0);
    }

    private static @Nullable Role role(String label) {
        try {
            return Role.of(label);
        } catch (InvalidInputException e) {
            // Of a newer version of the library, or damaged.
            return null;
        }
    }

    private static LocalDate day(long micros) {
        return LocalDate.ofInstant(Micros.toInstant(micros), ZoneOffset.UTC);
    }

    @Override
    public SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit) {
        return transactions.read(sql -> {
            Query sessions = owner == null
                    ? sql.query(Sql.COUNT_SOME_SESSIONS)
                    : sql.query(Sql.COUNT_SOME_SESSIONS_BY_OWNER).bind("owner", owner);
            return sessions.bind("tenant", tenant)
                    .bind("after_name", after == null ? "" : after.name())
                    .bind("after_id", after == null ? "" : after.value())
                    .bind("limit", limit)
                    .map((row, context) -> sessions(tenant, row, limit))
                    .findOne()
                    .orElse(new SessionCount(0, null));
        });
    }

    private static SessionCount sessions(String tenant, ResultSet row, int limit) throws SQLException {
        boolean isEnd = row.getLong("entries") < limit;
        return new SessionCount(
                row.getLong("live"), isEnd ? null : new SessionId(tenant, row.getString("name"), row.getString("id")));
    }

    @Override
    public Iterator<String> tenants(ReadGate gate) {
        return new TenantSteps(after -> gate.pass(() -> transactions.read(sql -> sql.query(Sql.NEXT_TENANT)
                .bind("after", after)
                .mapTo(String.class)
                .findOne())));
    }

    @Override
    public ContentEstimate estimate() {
        return transactions.read(sql -> sql.query(Sql.ESTIMATE_CONTENTS)
                .map((row, context) -> {
                    boolean exact = row.getInt("is_exact") != 0;
                    return new ContentEstimate(
                            figure(row, "conversations", exact),
                            figure(row, "messages", exact),
                            figure(row, "tokens", exact),
                            figure(row, "sessions", exact),
                            figure(row, "storage_bytes", exact));
                })
                .one());
    }

    private static @Nullable Figure figure(ResultSet row, String column, boolean exact) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : new Figure(value, exact);
    }
}
