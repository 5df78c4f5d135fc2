package dev.chatstore.core.transfer;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.sql.ConnectedFormat;
import dev.chatstore.core.transfer.sql.SqlHistory;
import dev.chatstore.core.transfer.sql.SqliteSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table whose columns the caller names, in a file of separated values or a database. */
final class TableFormat implements Format {
    private final TableColumns columns;

    TableFormat(TableColumns columns) {
        this.columns = columns;
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        // It is never recognized: its columns have to be named.
        return null;
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        List<SourceFile> others = new ArrayList<>();
        List<String> missing = new ArrayList<>(columns.names());
        for (SourceFile file : files) {
            if (Probe.of(file).kind() == Probe.Kind.SQLITE) {
                try (Connection connection = SqliteSource.open(file)) {
                    read(connection, file.name(), reading);
                } catch (SQLException e) {
                    throw new IOException(file.name() + " cannot be read", e);
                }
            } else if (!csv(file, missing, reading)) {
                others.add(file);
            }
        }
        if (others.size() == files.size()) {
            throw new InvalidInputException("columns", "must be columns of the table, which has no " + missing, 0);
        }
        for (SourceFile other : others) {
            reading.skip(start(other), new Refused("has not all of the columns"));
        }
    }

    /** Returns this format over a connection of the caller. */
    Format connected(Connection connection) {
        return new ConnectedFormat(name(), connection, this::read);
    }

    private void read(Connection connection, String name, SourceReading reading) throws IOException, SQLException {
        TableQuery query = TableQuery.of(columns, connection);
        new SqlHistory(connection, query.query(), name, new TableRow(query.labels(), reading)::read).read(reading);
    }

    /** Reads a file of values, and returns whether it has the columns; the missing ones are left in the list. */
    private boolean csv(SourceFile file, List<String> missing, SourceReading reading) throws IOException {
        try (IndexedCsv table = IndexedCsv.open(file, columns)) {
            List<String> absent = new ArrayList<>(columns.names());
            absent.removeAll(table.columns());
            missing.retainAll(absent);
            if (absent.isEmpty()) {
                table.read(reading);
            }
            return absent.isEmpty();
        } catch (BrokenSource e) {
            reading.broken(e);
            return true;
        } catch (Refused e) {
            reading.skip(start(file), e);
            return true;
        }
    }

    private static Place start(SourceFile file) {
        return new Place(file.name(), new Region(0, 0, 1, 1), null, null);
    }
}
