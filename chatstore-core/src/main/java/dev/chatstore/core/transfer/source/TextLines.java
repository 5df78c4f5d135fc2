package dev.chatstore.core.transfer.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file of text in UTF-8 line by line, blank lines included. */
public final class TextLines {
    private final JsonSource source;
    private final Region content;
    private long next;
    private long number;

    /** Begins at the start of a file. */
    public TextLines(JsonSource source) throws IOException, Refused {
        this.source = source;
        content = source.content();
        next = content.from();
    }

    /**
     * A line without its end.
     *
     * @param region where it is
     * @param text what it says, or null if it is too long to be read or is not UTF-8
     */
    public record Line(Region region, @Nullable String text) {}

    /** Returns the next line, or null after the last. */
    public @Nullable Line next() throws IOException {
        if (next >= content.to()) {
            return null;
        }
        long to = next;
        int read = source.at(to);
        while (to < content.to() && read != '\n' && read >= 0) {
            read = source.at(++to);
        }
        Region region = new Region(next, to, ++number, 1);
        next = to + 1;
        if (region.length() > source.maxValueBytes()) {
            return new Line(region, null);
        }
        byte[] bytes = source.stream(region).readNBytes((int) region.length());
        String text = StrictUtf8.text(bytes);
        return new Line(region, text != null && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
