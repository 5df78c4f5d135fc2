package dev.chatstore.jdbi;

import java.sql.SQLException;
import java.util.function.Function;

/**
 * What one kind of database has of its own.
 *
 * <p>Beside the class that is named lie the folders {@code sql}, with the statements that differ from the engine's under
 * the same file names, and {@code schema}, with the steps of the schema as {@code 1.sql}, {@code 2.sql} and so on.
 *
 * @param name what people call the database
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
}
