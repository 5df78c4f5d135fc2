package dev.chatstore.core.transfer.source;

import java.io.IOException;

/** Reads files of one record, of a list of records, or of one record on each line. */
public final class Records {
    private Records() {}

    /** Takes one record. What it refuses is skipped. */
    public interface Visitor {
        void visit(Element record) throws IOException, Refused;
    }

    /** Visits the records of a file. */
    public static void each(SourceFile file, SourceReading reading, Visitor visitor) throws IOException {
        try (JsonSource source = file.open()) {
            Region content = content(source);
            Element root = new Element(source, content);
            if (root.isList()) {
                list(root, reading, visitor);
            } else if (Probe.of(file).kind() == Probe.Kind.LINES) {
                lines(source, content, reading, visitor);
            } else {
                visit(root, reading, visitor);
            }
        } catch (BrokenSource e) {
            reading.broken(e);
        }
    }

    /** Visits the elements of a list. A list that breaks is an error, after what comes before the break. */
    public static void list(Element list, SourceReading reading, Visitor visitor) throws IOException {
        try {
            list.each((element, index) -> visit(element, reading, visitor));
        } catch (Refused e) {
            throw new BrokenSource(list.place(), e);
        }
    }

    private static void visit(Element record, SourceReading reading, Visitor visitor) throws IOException {
        try {
            visitor.visit(record);
        } catch (Refused e) {
            reading.skip(record.place(), e);
        }
    }

    private static void lines(JsonSource source, Region content, SourceReading reading, Visitor visitor)
            throws IOException {
        Lines lines = new Lines(source, content);
        Lines.Line line = lines.next();
        while (line != null) {
            Element record = new Element(source, line.region());
            try {
                visitor.visit(record);
            } catch (Refused e) {
                if (e.isCutOff() && !line.ended()) {
                    throw new BrokenSource(record.place(), e);
                }
                reading.skip(record.place(), e);
            }
            line = lines.next();
        }
    }

    /** Returns all that a file holds after a byte order mark. */
    public static Region content(JsonSource source) throws IOException {
        try {
            return source.content();
        } catch (Refused e) {
            throw new BrokenSource(Place.of(source, new Region(0, 0, 1, 1)), e);
        }
    }
}
