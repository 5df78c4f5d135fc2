package dev.chatstore.core.audit;

/** What was done. More actions may be added. */
public enum AuditAction {
    /** A conversation or a session was deleted. */
    DELETE,
    /** A message was redacted. */
    REDACT,
    /** A message was edited. */
    EDIT,
    /** The profile or the archived flag of a conversation was changed. */
    PATCH,
    /** Messages, conversations or a session were read. */
    READ,
    /** A history was imported. */
    IMPORT,
    /** An import was undone. */
    UNDO,
    /** A dump was restored. */
    RESTORE,
    /** A store was copied into another one. */
    COPY,
    /** Conversations were exported, dumped or backed up. */
    EXPORT,
    /** Messages were moved into the archive. */
    ARCHIVE,
    /** Messages were brought back from the archive. */
    UNARCHIVE,
    /** Messages were removed because of their age or number. */
    RETENTION,
    /** A hold was placed. */
    HOLD,
    /** A hold was released. */
    RELEASE,
    /** A person was erased. */
    ERASE,
    /** Ids were replaced by pseudonyms. */
    PSEUDONYMISE,
    /** The oldest entries of a trail were removed. */
    PRUNE
}
