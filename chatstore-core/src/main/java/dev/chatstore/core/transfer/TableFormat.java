package dev.chatstore.core.transfer;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import dev.chatstore.core.transfer.source.CsvRows;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageDraft;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import dev.chatstore.core.transfer.sql.SqlHistory;
import dev.chatstore.core.transfer.sql.SqliteSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table whose columns the caller names, in a file of comma-separated values or a database. */
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
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            if (Probe.of(file).kind() == Probe.Kind.SQLITE) {
                try (Connection connection = SqliteSource.open(file)) {
                    read(connection, file.name(), reading);
                } catch (SQLException e) {
                    throw new IOException(file.name() + " cannot be read", e);
                }
            } else {
                csv(file, reading);
            }
        }
    }

    /** Reads the table of a database. */
    void read(Connection connection, String name, SourceReading reading) throws IOException, SQLException {
        TableQuery query = TableQuery.of(columns, connection);
        new SqlHistory(
                        connection,
                        query.sql(),
                        name,
                        (row, draft) -> new TableRow(query.labels(), reading).read(row, draft))
                .read(reading);
    }

    /**
     * Where a row is.
     *
     * @param region the row
     * @param order its place among the rows of its conversation; rows of the same place keep the order of the file
     */
    private record Row(Region region, BigDecimal order) {}

    private void csv(SourceFile file, SourceReading reading) throws IOException {
        Place place = new Place(file.name(), new Region(0, 0, 1, 1), null, null);
        try (JsonSource source = file.open()) {
            CsvRows table = new CsvRows(source);
            check(table.columns());
            Map<String, List<Row>> conversations = new LinkedHashMap<>();
            Region region = table.nextRegion();
            while (region != null) {
                index(table, region, conversations, source, reading);
                region = table.nextRegion();
            }
            TableRow reader = new TableRow(columns, reading);
            for (Map.Entry<String, List<Row>> conversation : conversations.entrySet()) {
                reading.conversation(new SourceConversation(
                        conversation.getKey(),
                        Profile.EMPTY,
                        place,
                        sink -> rows(table, conversation.getValue(), source, reader, sink)));
            }
        } catch (Refused e) {
            reading.skip(place, e);
        }
    }

    private void check(List<String> found) {
        List<String> missing = new ArrayList<>(columns.names());
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new InvalidInputException("columns", "must be columns of the table, which has no " + missing, 0);
        }
    }

    private void index(
            CsvRows table,
            Region region,
            Map<String, List<Row>> conversations,
            JsonSource source,
            SourceReading reading)
            throws IOException {
        try {
            Map<String, @Nullable Object> row = table.row(region);
            BigDecimal given = columns.order() == null ? null : Fields.number(row.get(columns.order()));
            conversations
                    .computeIfAbsent(String.valueOf(row.get(columns.conversation())), id -> new ArrayList<>())
                    .add(new Row(region, given == null ? BigDecimal.ZERO : given));
        } catch (Refused e) {
            reading.skip(Place.of(source, region), e);
        }
    }

    private static void rows(CsvRows table, List<Row> rows, JsonSource source, TableRow reader, MessageSink sink)
            throws IOException {
        List<Row> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparing(Row::order));
        for (int i = 0; i < ordered.size(); i++) {
            Place place = Place.of(source, ordered.get(i).region(), i);
            try {
                MessageDraft draft = new MessageDraft(place);
                reader.read(table.row(ordered.get(i).region()), draft);
                sink.add(draft.build());
            } catch (Refused e) {
                sink.skip(place, e);
            }
        }
    }
}
