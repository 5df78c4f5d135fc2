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
import dev.chatstore.core.transfer.structure.RegionGroups;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of separated values, whose conversations are indexed before they are read: their rows need not be together. Where a row
 * is takes 24 bytes; the order of a conversation's rows is looked up again only if they are not in it.
 */
final class IndexedCsv implements Closeable {
    private final JsonSource source;
    private final CsvRows rows;
    private final TableColumns columns;
    private final RegionGroups conversations = new RegionGroups(false);
    private final List<Order> lastOrders = new ArrayList<>();
    private final BitSet unsorted = new BitSet();

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
     * The place of a row among the rows of its conversation; rows of the same place keep the order of the file.
     *
     * @param number the place, or null if that is no number
     * @param text the place if that is a text such as a time, which comes after the numbers; else empty
     */
    private record Order(@Nullable BigDecimal number, String text) implements Comparable<Order> {
        private static final Comparator<Order> NATURAL = Comparator.comparing(
                        Order::number, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Order::text);
        private static final Order NONE = new Order(BigDecimal.ZERO, "");

        static Order of(@Nullable Object place) {
            BigDecimal number = Fields.number(place);
            String text = place == null ? "" : String.valueOf(place).strip();
            if (text.isEmpty()) {
                return NONE;
            }
            return number == null ? new Order(null, text) : new Order(number, "");
        }

        @Override
        public int compareTo(Order other) {
            return NATURAL.compare(this, other);
        }
    }

    /** A row of a conversation whose rows are to be sorted. */
    private record Row(int index, Order order) {}

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
        for (int i = 0; i < conversations.size(); i++) {
            int conversation = i;
            try {
                reading.conversation(new SourceConversation(
                        conversation(rows.row(conversations.first(conversation))),
                        Profile.EMPTY,
                        place,
                        sink -> messages(conversation, reader, sink)));
            } catch (Refused e) {
                // It could be read before: the file is written to.
                reading.skip(Place.of(source, conversations.first(conversation)), e);
            }
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
            int conversation = conversations.add(region, conversation(row));
            if (columns.order() != null) {
                note(conversation, Order.of(row.get(columns.order())));
            }
        } catch (Refused e) {
            reading.skip(Place.of(source, region), e);
        }
    }

    private String conversation(Map<String, @Nullable Object> row) throws Refused {
        String conversation = Fields.id(row, columns.conversation());
        if (conversation == null) {
            throw new Refused("names no conversation");
        }
        return conversation;
    }

    private void note(int conversation, Order order) {
        if (conversation == lastOrders.size()) {
            lastOrders.add(order);
            return;
        }
        if (order.compareTo(lastOrders.get(conversation)) < 0) {
            unsorted.set(conversation);
        }
        lastOrders.set(conversation, order);
    }

    private void messages(int conversation, TableRow reader, MessageSink sink) throws IOException, Refused {
        List<Row> sorted = new ArrayList<>();
        if (unsorted.get(conversation)) {
            conversations.each(
                    conversation,
                    (region, index) ->
                            sorted.add(new Row(index, Order.of(rows.row(region).get(columns.order())))));
            sorted.sort(Comparator.comparing(Row::order));
        }
        int[] count = new int[1];
        if (sorted.isEmpty()) {
            conversations.each(conversation, (region, index) -> message(region, count[0]++, reader, sink));
        }
        for (Row row : sorted) {
            message(conversations.get(row.index()), count[0]++, reader, sink);
        }
    }

    private void message(Region region, int number, TableRow reader, MessageSink sink) throws IOException {
        Place place = Place.of(source, region, number);
        try {
            reader.read(rows.row(region), place, sink);
        } catch (Refused e) {
            sink.skip(place, e);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
