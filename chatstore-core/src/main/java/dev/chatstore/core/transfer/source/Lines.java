package dev.chatstore.core.transfer.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the lines of a file that are not blank, whatever their length. */
public final class Lines {
    private final JsonSource source;
    private final long end;
    private long next;
    private long number;

    /** Begins at the start of a region. */
    public Lines(JsonSource source, Region content) {
        this.source = source;
        this.next = content.from();
        this.end = content.to();
    }

    /**
     * A line without its end.
     *
     * @param region where it is; its line is the line's number
     * @param ended whether a line feed ends it
     */
    public record Line(Region region, boolean ended) {}

    /** Returns the next line that is not blank, or null after the last. */
    public @Nullable Line next() throws IOException {
        while (next < end) {
            long from = next;
            long to = from;
            boolean blank = true;
            int b = -1;
            while (to < end && (b = source.at(to)) != '\n' && b >= 0) {
                blank &= b == ' ' || b == '\t' || b == '\r';
                to++;
            }
            next = to + 1;
            number++;
            if (!blank) {
                return new Line(new Region(from, to, number, 1), b == '\n');
            }
        }
        return null;
    }
}
