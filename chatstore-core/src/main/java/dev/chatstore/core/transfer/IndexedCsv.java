package dev.chatstore.core.transfer;

import dev.chatstore.api.Profile;
import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.CsvRows;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file of separated values, whose conversations are indexed before they are read: their rows need not be together. */
final class IndexedCsv implements Closeable {
    private static final Comparator<Row> ORDER = Comparator.comparing(
                    Row::number, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::text);

    private final JsonSource source;
    private final CsvRows rows;
    private final TableColumns columns;
    private final Map<String, List<Row>> conversations = new LinkedHashMap<>();

    private IndexedCsv(JsonSource source, CsvRows rows, TableColumns columns) {
        this.source = source;
        this.rows = rows;
        this.columns = columns;
    }

    static IndexedCsv open(SourceFile file, TableColumns columns) throws IOException, Refused {
        JsonSource source = file.open();
        try {
            return new IndexedCsv(source, new CsvRows(source), columns);
        } catch (IOException | Refused | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /**
     * Where a row is.
     *
     * @param region the row
     * @param number its place among the rows of its conversation, or null if that is no number; rows of the same place keep the
     *     order of the file
     * @param text its place if that is a text such as a time, which comes after the numbers; else empty
     */
    private record Row(Region region, @Nullable BigDecimal number, String text) {
        static Row of(Region region, @Nullable Object place) {
            BigDecimal number = Fields.number(place);
            String text = place == null ? "" : String.valueOf(place).strip();
            if (text.isEmpty()) {
                return new Row(region, BigDecimal.ZERO, "");
            }
            return number == null ? new Row(region, null, text) : new Row(region, number, "");
        }
    }

    List<String> columns() {
        return rows.columns();
    }

    /**
     * Reads all conversations.
     *
     * @throws BrokenSource if the file breaks; what comes before was given to the reading
     */
    void read(SourceReading reading) throws IOException {
        BrokenSource broken = index(reading);
        TableRow reader = new TableRow(columns, reading);
        Place place = Place.of(source, new Region(0, 0, 1, 1));
        for (Map.Entry<String, List<Row>> conversation : conversations.entrySet()) {
            conversation.getValue().sort(ORDER);
            reading.conversation(new SourceConversation(
                    conversation.getKey(),
                    Profile.EMPTY,
                    place,
                    sink -> messages(conversation.getValue(), reader, sink)));
        }
        if (broken != null) {
            throw broken;
        }
    }

    private @Nullable BrokenSource index(SourceReading reading) throws IOException {
        try {
            Region region = rows.nextRegion();
            while (region != null) {
                index(region, reading);
                region = rows.nextRegion();
            }
            return null;
        } catch (BrokenSource e) {
            return e;
        }
    }

    private void index(Region region, SourceReading reading) throws IOException {
        try {
            Map<String, @Nullable Object> row = rows.row(region);
            String conversation = Fields.id(row, columns.conversation());
            if (conversation == null) {
                throw new Refused("names no conversation");
            }
            conversations
                    .computeIfAbsent(conversation, id -> new ArrayList<>())
                    .add(Row.of(region, columns.order() == null ? null : row.get(columns.order())));
        } catch (Refused e) {
            reading.skip(Place.of(source, region), e);
        }
    }

    private void messages(List<Row> ordered, TableRow reader, MessageSink sink) throws IOException {
        for (int i = 0; i < ordered.size(); i++) {
            Place place = Place.of(source, ordered.get(i).region(), i);
            try {
                reader.read(rows.row(ordered.get(i).region()), place, sink);
            } catch (Refused e) {
                sink.skip(place, e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
