package dev.chatstore.jdbi.conversation;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.core.codec.StoredProfile;
import dev.chatstore.jdbi.sql.SelectList;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads a conversation from the fragment {@code conversation_columns}. */
public final class ConversationMapper implements RowMapper<Conversation> {
    private static final SelectList COLUMNS = new SelectList("conversation_columns");
    private static final int TENANT = COLUMNS.position("tenant");
    private static final int ID = COLUMNS.position("id");
    private static final int VERSION = COLUMNS.position("version");
    private static final int MESSAGE_COUNT = COLUMNS.position("message_count");
    private static final int LAST_SEQUENCE = COLUMNS.position("last_sequence");
    private static final int TOKENS = COLUMNS.position("tokens");
    private static final int OWNER = COLUMNS.position("owner");
    private static final int ARCHIVED = COLUMNS.position("archived");
    private static final int IN_SEGMENTS = COLUMNS.position("in_segments");
    private static final int CREATED = COLUMNS.position("created_micros");
    private static final int ACTIVE = COLUMNS.position("active_micros");
    private static final int UPDATED = COLUMNS.position("updated_micros");
    private static final int TITLE = COLUMNS.position("title");
    private static final int MODEL = COLUMNS.position("model");
    private static final int SYSTEM_PROMPT = COLUMNS.position("system_prompt");
    private static final int METADATA = COLUMNS.position("metadata");

    /** The only mapper, which has no state. */
    public static final ConversationMapper INSTANCE = new ConversationMapper();

    private ConversationMapper() {}

    @Override
    public Conversation map(ResultSet row, StatementContext context) throws SQLException {
        ConversationId id = id(row);
        return new Conversation(
                id,
                row.getLong(VERSION),
                row.getLong(MESSAGE_COUNT),
                row.getLong(LAST_SEQUENCE),
                row.getLong(TOKENS),
                profile(id, row),
                row.getInt(ARCHIVED) != 0,
                Micros.toInstant(row.getLong(CREATED)),
                Micros.toInstant(row.getLong(ACTIVE)),
                Micros.toInstant(row.getLong(UPDATED)));
    }

    private static ConversationId id(ResultSet row) throws SQLException {
        return id(tenant(row), value(row));
    }

    /** Returns the tenant of a row, which may be none that a conversation can have. */
    public static String tenant(ResultSet row) throws SQLException {
        return row.getString(TENANT);
    }

    /** Returns the id of a row within its tenant, which may be none that a conversation can have. */
    public static String value(ResultSet row) throws SQLException {
        return row.getString(ID);
    }

    /** Returns the number of messages of a row's conversation that are in segments. */
    static long inSegments(ResultSet row) throws SQLException {
        return row.getLong(IN_SEGMENTS);
    }

    /** Returns when the conversation of a row was created, in microseconds. */
    public static long created(ResultSet row) throws SQLException {
        return row.getLong(CREATED);
    }

    /** Returns the id of a row, or null if it cannot be one. */
    public static @Nullable ConversationId idOrNull(String tenant, String value) {
        try {
            return new ConversationId(tenant, value);
        } catch (InvalidInputException e) {
            return null;
        }
    }

    /**
     * Returns the id of a row.
     *
     * @throws CorruptDataException if it cannot be one
     */
    public static ConversationId id(String tenant, String value) {
        try {
            return new ConversationId(tenant, value);
        } catch (InvalidInputException e) {
            throw CorruptDataException.ofStorage(
                    "a conversation has an id that cannot be one: " + e.getMessage()
                            + ". Another program wrote its row, which only the database can delete",
                    null);
        }
    }

    private static Profile profile(ConversationId id, ResultSet row) throws SQLException {
        return stored(row).read(id);
    }

    /** Returns the profile as it is stored. */
    static StoredProfile stored(ResultSet row) throws SQLException {
        return new StoredProfile(
                row.getString(OWNER),
                row.getString(TITLE),
                row.getString(MODEL),
                row.getString(SYSTEM_PROMPT),
                row.getString(METADATA));
    }
}
