package dev.chatstore.jdbi.database;

import dev.chatstore.api.InvalidInputException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The differences of one kind of database. Implementations are safe for use by several threads.
 *
 * <p>The files of a dialect lie in two folders: {@code sql} holds the statements that differ from the engine's, under
 * the same names, and {@code schema} holds the steps of the schema as {@code 1.sql}, {@code 2.sql} and so on.
 */
public interface Dialect {
    /** The number of rows that are fetched at once, of which each may have some MiB. */
    int FETCHED_ROWS = 100;

    /** Returns the name of the database for error messages and logs. */
    DatabaseName name();

    /** Opens one of the dialect's files, such as {@code schema/1.sql}, or returns null if it has no such file. */
    @Nullable InputStream open(String file);

    /**
     * Returns an expression for the server's time, in microseconds since 1970 and the same throughout one statement: the time
     * by which data expires, whatever the clocks of the processes say.
     */
    String clock();

    /** Returns what else to check if the client and the server do not agree on how to connect, after a semicolon, or nothing. */
    default String loginAdvice() {
        return "";
    }

    /** Returns what a transaction that writes locks. */
    Locking locking();

    /**
     * Returns the level of {@link Connection} at which connections to a server are used, whatever the server's default
     * is: the engine's own locks decide, and a stricter level only adds failures.
     */
    default int isolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    /** Returns the way to insert many rows. */
    default RowInsert rowInsert() {
        return new MultiRowInsert();
    }

    /**
     * Returns whether a transaction that only reads blocks those that write for as long as it is open. A snapshot is then a copy
     * in memory.
     */
    default boolean readersBlockWriters() {
        return false;
    }

    /**
     * Returns how many rows a driver is to fetch at once from a result that is read row by row, as {@link
     * java.sql.Statement#setFetchSize} takes it.
     */
    default int fetchSize(Connection connection) throws SQLException {
        return FETCHED_ROWS;
    }

    /**
     * Copies a database that is a file, as {@link dev.chatstore.api.spi.Backend#copyTo} does.
     *
     * @throws InvalidInputException if the database is not a file
     */
    default void copyTo(Path target) throws SQLException {
        throw new InvalidInputException(
                "storage", "is not a database in a file, and cannot be copied as one: write a dump", 0);
    }

    /**
     * Makes what was deleted before unrecoverable from the database's files, and returns whether that is done, as {@link
     * dev.chatstore.api.spi.Backend#sanitize} says.
     */
    default boolean sanitize() throws SQLException {
        return false;
    }

    /** Returns what an error of the driver means, by its SQLState or vendor code and never by its text. */
    Failure classify(SQLException error);

    /**
     * Fails if the database is no longer the one that was opened, such as a file that was replaced. Called before work
     * begins, and again after a commit before its result is returned, so it takes no longer than a few system calls.
     *
     * @param writes whether the work writes
     */
    default void verify(boolean writes) throws SQLException {
        // A server keeps a connection to one database.
    }

    /** Called after each commit, before its result is returned and while its connection is in use. Never fails. */
    default void committed() {
        // A server takes care of its own files.
    }

    /**
     * Returns a connection's session on the server, at the cost of a round trip once for each connection; null if it is
     * not known. It is only used by a dialect that has the statement {@code end_session.sql}.
     */
    default @Nullable SessionIdentity session(Connection connection) throws SQLException {
        return null;
    }
}
