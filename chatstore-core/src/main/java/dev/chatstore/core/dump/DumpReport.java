package dev.chatstore.core.dump;

import dev.chatstore.api.CorruptDataException;
import java.util.List;

/**
 * What a dump holds.
 *
 * @param header what its first line says
 * @param content what is in it
 * @param bytes the size of the dump
 * @param leftOut why conversations and sessions were left out, the first {@value #LISTED} of them; none unless that was asked
 *     for
 * @param leftOutCount the number of conversations and sessions that were left out
 */
public record DumpReport(
        DumpHeader header, StoreDigest content, long bytes, List<CorruptDataException> leftOut, long leftOutCount) {
    /** The maximum number of reasons that a report lists. */
    public static final int LISTED = 1_000;

    /** Creates a report. The list is copied. */
    public DumpReport {
        leftOut = List.copyOf(leftOut);
    }

    /** Returns the report as one line. */
    public String summary() {
        return "dumped " + content + ", " + Quantity.count(bytes, "byte")
                + (leftOutCount == 0
                        ? ""
                        : "; left out, since they cannot be read: " + leftOutCount
                                + " of the conversations and sessions");
    }
}
