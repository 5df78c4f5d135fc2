package dev.chatstore.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite file to which nobody else can write. A process that has stored a part of its messages waits, and so cannot come
 * to its end before a test interrupts it, however slow the machine is.
 */
final class HeldStore implements AutoCloseable {
    private final Connection connection;

    private HeldStore(Connection connection) {
        this.connection = connection;
    }

    /**
     * Holds a store as soon as a process has stored a part.
     *
     * @param before the number of messages that the store has before
     * @param all the number that it has once the process has ended
     * @param also what else is to be so
     */
    static HeldStore inTheMiddle(Process process, Path file, long before, long all, BooleanSupplier also)
            throws SQLException {
        while (process.isAlive()) {
            HeldStore held = hold(file);
            if (held != null) {
                long messages = held.messages();
                if (messages > before && messages < all && also.getAsBoolean()) {
                    return held;
                }
                held.close();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the program has ended before it was in the middle");
    }

    /** Returns the store, or null if there is none yet, or another one writes at this moment. */
    private static @Nullable HeldStore hold(Path file) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=rw");
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 0");
                statement.execute("begin immediate");
                return new HeldStore(connection);
            } catch (SQLException e) {
                connection.close();
                return null;
            }
        } catch (SQLException e) {
            return null;
        }
    }

    private long messages() {
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select count(*) from chat_message where tenant = 'default'")) {
            return found.next() ? found.getLong(1) : 0;
        } catch (SQLException e) {
            // There is no table yet.
            return 0;
        }
    }

    /** Lets the others write again. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
