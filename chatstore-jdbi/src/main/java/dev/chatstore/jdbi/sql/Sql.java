package dev.chatstore.jdbi.sql;

import dev.chatstore.jdbi.database.Dialect;
import dev.chatstore.jdbi.database.Locking;
import java.util.Locale;

/** The statements, each with a file of its name in lower case. */
public enum Sql {
    END_SESSION,

    LOCK_SCHEMA,
    UNLOCK_SCHEMA,
    CREATE_SCHEMA_TABLE,
    SELECT_SCHEMA_VERSION,
    INSERT_SCHEMA_VERSION,

    SELECT_CONVERSATION,
    LIST_BY_TENANT,
    LIST_BY_OWNER,
    LIST_ACTIVE_BY_TENANT,
    LIST_ACTIVE_BY_OWNER,
    COUNT_BY_TENANT,
    COUNT_BY_OWNER,
    INSERT_CONVERSATION,
    UPDATE_CONVERSATION,
    TOUCH_CONVERSATION,
    UPSERT_PROFILE,
    DELETE_CONVERSATION,
    DELETE_PROFILE,
    DELETE_CONVERSATION_REVISIONS,
    DELETE_MESSAGES,
    DELETE_SOME_REVISIONS,
    SUM_TOKENS,
    DELETE_NAMELESS_MESSAGES,
    DELETE_REPLIES,
    EMPTY_MESSAGES,
    TRIM_CONVERSATION,
    SELECT_STORE,
    INSERT_STORE,

    FIND_SEGMENT,
    LIST_SEGMENTS,
    SEGMENT_ENDS,
    SELECT_SEGMENT_SEQUENCE,
    EXISTING_SEGMENTS,
    INSERT_SEGMENT,
    DELETE_SEGMENT,
    DELETE_SEGMENTS,
    MOVE_TO_SEGMENT,
    MOVE_FROM_SEGMENT,
    SHORTEN_SEGMENTS,

    INSERT_REMOVAL,
    DELETE_REMOVAL,
    SELECT_REMOVAL,
    UPDATE_LEFTOVER,
    SELECT_NEWEST_LEFT,
    FORGET_ID,
    LOCK_GONE_CONVERSATIONS,
    PURGE_CONVERSATIONS,

    APPEND,
    APPEND_EXPECTED,
    APPEND_ONE,
    APPEND_TO_HEAD,
    APPEND_TO_HEADS,
    FIND_HEADS,
    GUESS_HEADS,
    CHECK_HEADS,
    INSERT_CHECKED_MESSAGES,
    SELECT_HEAD,
    SELECT_HEADS,
    INSERT_MISSING_HEADS,
    SELECT_KNOWN_MESSAGES,
    SELECT_WRITTEN,
    UPSERT_HEADS,
    REVIVE_HEADS,
    INSERT_MESSAGES,
    INSERT_REPLIES,

    BEGIN_SNAPSHOT,
    SNAPSHOT_HEADS,
    SNAPSHOT_HEADS_OF_TENANT,
    SNAPSHOT_MESSAGES,
    SNAPSHOT_MESSAGES_OF_TENANT,
    SNAPSHOT_REVISIONS,
    SELECT_FORGOTTEN,
    SNAPSHOT_SESSIONS,

    LOAD_HEADS,
    LOAD_PROFILES,
    LOAD_MESSAGES,
    LOAD_REPLIES,
    LOAD_REVISIONS,
    COPY_HEADS,
    COPY_PROFILES,
    COPY_MESSAGES,
    COPY_REVISIONS,
    REVIVE_LOADED_HEAD,
    SELECT_LOADED,

    HISTORY_AFTER,
    HISTORY_BEFORE,
    HISTORY_PATH,
    HISTORY_REPLIES,
    SELECT_MESSAGE_BY_ID,
    SELECT_REVISIONS,
    INSERT_REVISION,
    DELETE_REVISIONS,
    UPDATE_MESSAGE,
    REMOVE_AUTHOR,

    COUNT_HEADS_BY_TENANT,
    COUNT_HEADS_BY_OWNER,
    COUNT_MESSAGES,
    COUNT_MESSAGE_RANGE,
    COUNT_SOME_SESSIONS,
    COUNT_SOME_SESSIONS_BY_OWNER,
    NEXT_TENANT,
    ESTIMATE_CONTENTS,

    SELECT_SESSION,
    USE_SESSION,
    GET_OR_CREATE_SESSION,
    CREATE_SESSION,
    SAVE_SESSION,
    CONFIRM_SESSION,
    SELECT_SAVED_SESSION,
    SELECT_CHANGED_SESSION,
    LOAD_SESSION,
    REPLACE_SESSION,
    SELECT_TIME,
    DELETE_SESSION,
    LIST_SESSIONS,
    LIST_SESSIONS_BY_OWNER,
    COUNT_SESSIONS,
    COUNT_SESSIONS_BY_OWNER,
    COUNT_SESSION_PAGE,
    LOCK_GONE_SESSIONS,
    PURGE_SESSIONS,

    SNAPSHOT_MOMENT,

    LOCK_CLEANER;

    /**
     * Returns whether a dialect must have it: not every database ends sessions, appends in one statement or packet or adds
     * to heads, copies rows, keeps replies in a table of their own, begins snapshots by a statement, confirms sessions apart
     * from their use, counts sessions in pages, purges the rows of keys or locks rows.
     */
    boolean isNeededBy(Dialect dialect) {
        return switch (this) {
            case APPEND,
                    APPEND_EXPECTED,
                    APPEND_ONE,
                    APPEND_TO_HEAD,
                    APPEND_TO_HEADS,
                    BEGIN_SNAPSHOT,
                    CHECK_HEADS,
                    CONFIRM_SESSION,
                    COPY_HEADS,
                    COPY_MESSAGES,
                    COPY_PROFILES,
                    COPY_REVISIONS,
                    COUNT_SESSION_PAGE,
                    DELETE_REPLIES,
                    END_SESSION,
                    FIND_HEADS,
                    GUESS_HEADS,
                    INSERT_CHECKED_MESSAGES,
                    INSERT_REPLIES,
                    LOAD_REPLIES,
                    LOCK_GONE_CONVERSATIONS,
                    LOCK_GONE_SESSIONS -> false;
            case INSERT_MISSING_HEADS -> dialect.locking() == Locking.ROWS;
            default -> true;
        };
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }
}
