package dev.chatstore.core.erasure;

import java.util.Locale;

/** A place in which a scan looks for a person's ids. New places may be added. */
public enum MentionPlace {
    /** The id of a conversation. */
    CONVERSATION_ID,
    /** The owner of a conversation. */
    CONVERSATION_OWNER,
    /** The title of a conversation. */
    CONVERSATION_TITLE,
    /** The model of a conversation. */
    CONVERSATION_MODEL,
    /** The system prompt of a conversation, which is searched with the texts. */
    SYSTEM_PROMPT,
    /** The metadata of a conversation. */
    CONVERSATION_METADATA,
    /** The author of a message. */
    AUTHOR,
    /** The id of a message. */
    MESSAGE_ID,
    /** The id of a message that was removed as an old one, by which the store recognizes it if it is sent again. */
    REMOVED_MESSAGE_ID,
    /** The metadata of a message or of an earlier revision. */
    MESSAGE_METADATA,
    /** The reference or the name of an attachment, also of an earlier revision. */
    ATTACHMENT,
    /** The text of a message or of an earlier revision, which is searched on demand. */
    TEXT,
    /** The key of a session. */
    SESSION_KEY,
    /** The owner of a session. */
    SESSION_OWNER,
    /** The state of a session, which is searched with the texts. */
    SESSION_STATE,
    /** The log of an import: the id of a conversation in it, or the name of its source. */
    IMPORT_LOG;

    /** Returns the name in a certificate, such as {@code conversation_title}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
