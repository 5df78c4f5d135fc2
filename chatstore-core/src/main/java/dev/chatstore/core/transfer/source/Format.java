package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form in which programs export conversations: recognizes its files, and reads them. It has no state. */
public interface Format {
    /** Returns the name that operators use: lower case and hyphens. */
    String name();

    /**
     * Returns how well a file fits, or null if it is of another form. The shape decides, not the file's name.
     *
     * @param probe the beginning of the file
     */
    @Nullable Match match(SourceFile file, Probe probe) throws IOException;

    /**
     * Reads files, in the order of their conversations.
     *
     * @param files the files that fit, by name
     * @throws BrokenSource if a file cannot be read on from a place; what comes before was given to the reading
     * @throws IOException if a file cannot be read
     */
    void read(List<SourceFile> files, SourceReading reading) throws IOException;

    /** Returns whether a file of this form can leave questions open, such as the time zone of its times. */
    default boolean mayAsk() {
        return false;
    }

    /**
     * How well a file fits.
     *
     * @param version the version of the form, or empty if there is only one
     * @param certain whether no other form has this shape
     */
    record Match(String version, boolean certain) {}
}
