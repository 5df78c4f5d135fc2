package dev.chatstore.core.audit;

/** What a storage records. */
public enum AuditLevel {
    /** Nothing. */
    OFF,
    /** Changes and removals. */
    CHANGES,
    /** Changes, removals and reads. */
    ALL
}
