package dev.chatstore.jdbi;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of database has of its own.
 *
 * <p>Beside the class that is named lie the folders {@code sql}, with the statements that differ from the engine's under
 * the same file names, and {@code schema}, with the steps of the schema as {@code 1.sql}, {@code 2.sql} and so on.
 *
 * @param name what people call the database, and where it is if that is no secret
 * @param resources the class beside which the files lie
 * @param failures tells what an error of the driver means, by its SQLState or vendor code
 */
public record Dialect(String name, Class<?> resources, Function<SQLException, Failure> failures) {
    /** What an error of a driver means for the transaction that met it. */
    public enum Failure {
        /** Rolled back, as by a deadlock or a lock that was not to be had; the same again may succeed. */
        RETRY,
        /** The connection is gone; whether a commit that was under way took effect is unknown. */
        LOST,
        /** The database takes no writes, as one that is full or read-only. */
        REFUSED,
        /** What is stored is damaged. */
        CORRUPT,
        /** Anything else. */
        OTHER
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
            case OTHER -> new UnavailableException(name + " refused a statement (" + code + ")", false, cause);
        };
    }

    private static String code(SQLException error) {
        String state = error.getSQLState() == null ? "" : "SQLState " + error.getSQLState() + ", ";
        return state + "code " + error.getErrorCode();
    }
}
