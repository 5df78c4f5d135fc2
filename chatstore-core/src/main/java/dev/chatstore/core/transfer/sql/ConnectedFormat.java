package dev.chatstore.core.transfer.sql;

import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read over a connection of the caller, without auto-commit meanwhile: with it, drivers may read all rows into memory.
 *
 * @param name the format's name
 * @param connection the connection, which stays open
 * @param reader reads it
 */
public record ConnectedFormat(String name, Connection connection, Reader reader) implements Format {
    /** Reads a database. */
    public interface Reader {
        /** Reads all conversations; their places are reported under the name. */
        void read(Connection connection, String name, SourceReading reading) throws IOException, SQLException;
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        return null;
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        try {
            if (connection.getAutoCommit()) {
                readInTransaction(reading);
            } else {
                reader.read(connection, name, reading);
            }
        } catch (SQLException e) {
            throw new IOException("the database cannot be read: it refuses the query of " + name, e);
        }
    }

    private void readInTransaction(SourceReading reading) throws IOException, SQLException {
        connection.setAutoCommit(false);
        try {
            reader.read(connection, name, reading);
        } catch (IOException | SQLException | RuntimeException e) {
            try {
                end();
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        end();
    }

    private void end() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
