package dev.chatstore.core.transfer;

import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of a database that the caller has connected to. */
final class ConnectedTable implements Format {
    private final TableColumns columns;
    private final Connection connection;

    ConnectedTable(TableColumns columns, Connection connection) {
        this.columns = columns;
        this.connection = connection;
    }

    @Override
    public String name() {
        return "table";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        return null;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        try {
            new TableFormat(columns).read(connection, "table", reading);
        } catch (SQLException e) {
            throw new IOException("the table cannot be read: the database refuses the query", e);
        }
    }
}
