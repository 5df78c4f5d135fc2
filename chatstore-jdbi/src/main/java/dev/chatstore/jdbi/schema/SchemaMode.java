package dev.chatstore.jdbi.schema;

/** What to do about the tables when a store opens. */
public enum SchemaMode {
    /** Create them or migrate them to the newest version. */
    MIGRATE,
    /** Check that they have the newest version. */
    VALIDATE,
    /** Nothing. */
    NONE
}
