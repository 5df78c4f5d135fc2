package dev.chatstore.jdbi;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of database has of its own.
 *
 * <p>Its files lie in folders {@code sql}, with the statements that differ from the engine's under the same file names,
 * and {@code schema}, with the steps of the schema as {@code 1.sql}, {@code 2.sql} and so on.
 *
 * @param name what people call the database, and where it is if that is no secret
 * @param resources the class beside which the files lie
 * @param places where {@code sql} and {@code schema} are looked for, one after the other: an empty text is beside the
 *     class, any other a folder there
 * @param locking what a transaction that writes holds
 * @param failures tells what an error of the driver means, by its SQLState or vendor code
 * @param sessions tells a connection's session on the server, for {@code end_session.sql} if there is that statement
 */
// Six components: all that the engine asks of a database.
public record Dialect(
        String name,
        Class<?> resources,
        List<String> places,
        Locking locking,
        Function<SQLException, Failure> failures,
        Sessions sessions) {
    /** Makes a dialect; the list is copied. */
    public Dialect {
        places = List.copyOf(places);
    }

    /** Makes a dialect that ends no sessions. */
    public Dialect(
            String name,
            Class<?> resources,
            List<String> places,
            Locking locking,
            Function<SQLException, Failure> failures) {
        this(name, resources, places, locking, failures, connection -> 0);
    }

    /** Tells sessions on the server. */
    @FunctionalInterface
    public interface Sessions {
        /** Returns the number of a connection's session, without a round trip. */
        long of(Connection connection) throws SQLException;
    }

    /** What a transaction that writes holds. */
    public enum Locking {
        /** All of the database, from its beginning on. */
        DATABASE,
        /** The rows that it has changed or selected for that. */
        ROWS
    }

    /** What an error of a driver means for the transaction that met it. */
    public enum Failure {
        /** Rolled back, as by a deadlock or a lock that was not to be had; the same again may succeed. */
        RETRY,
        /** The connection is gone; whether a commit that was under way took effect is unknown. */
        LOST,
        /** The database takes no writes, as one that is full or read-only. */
        REFUSED,
        /** A row breaks a rule of its table, as by a key that another row has. Nothing was written. */
        TAKEN,
        /** What is stored is damaged. */
        CORRUPT,
        /** Anything else. */
        OTHER
    }

    /** Returns the text of a file that the database has of its own, or null if it has none. */
    @Nullable String read(String file) {
        for (String place : places) {
            String text = Statements.read(resources, place.isEmpty() ? file : place + "/" + file);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Returns what an error means: of a pool that had no connection in time, what kept it from making one. */
    Failure failure(@Nullable SQLException error) {
        if (error instanceof SQLTransientConnectionException) {
            return error.getCause() instanceof SQLException cause ? failure(cause) : Failure.RETRY;
        }
        return error == null ? Failure.OTHER : failures.apply(error);
    }

    /**
     * Returns what a caller is told of an error that is not, or no longer, tried again.
     *
     * @param failure what the error means
     * @param cause the driver's error, or null if there was none; it is not quoted, as drivers may quote users
     */
    public ChatStoreException translate(Failure failure, @Nullable SQLException cause) {
        String code = cause == null ? "no error of the driver" : code(cause);
        return switch (failure) {
            case RETRY -> new UnavailableException(name + " is too busy (" + code + ")", true, cause);
            case LOST -> new UnavailableException(name + " cannot be reached (" + code + ")", true, cause);
            case REFUSED -> new UnavailableException(name + " takes no writes (" + code + ")", true, cause);
            case CORRUPT -> new CorruptDataException(name + " holds damaged data (" + code + ")", cause);
            case TAKEN, OTHER -> new UnavailableException(name + " refused a statement (" + code + ")", false, cause);
        };
    }

    private static String code(SQLException error) {
        String state = error.getSQLState() == null ? "" : "SQLState " + error.getSQLState() + ", ";
        return state + "code " + error.getErrorCode();
    }
}
