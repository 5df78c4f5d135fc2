package dev.chatstore.jdbi.database;

/** What a transaction that writes locks. */
public enum Locking {
    /** The whole database, from the beginning of the transaction. */
    DATABASE,
    /** The rows that it has changed or selected for a change. */
    ROWS
}
