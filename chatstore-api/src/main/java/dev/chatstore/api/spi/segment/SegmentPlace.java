package dev.chatstore.api.spi.segment;

import dev.chatstore.api.UnavailableException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place outside of the durable store that has the contents of segments, each as a file of its own, which is written once.
 * Several stores may share a place if their identities differ. Safe for use by several threads.
 *
 * <p>All methods throw {@link UnavailableException} if the place is out of reach.
 */
public interface SegmentPlace extends AutoCloseable {
    /** Returns the scheme of the place, as segments name it. */
    String scheme();

    /** Writes a content, which is durable when this returns. Writing the same one again has no effect. */
    void write(String segmentId, byte[] content);

    /** Returns a content, or null if there is none. */
    byte @Nullable [] read(String segmentId);

    /** Removes a content, and returns whether there was one. */
    boolean remove(String segmentId);

    /**
     * Returns ids of contents that are older than a time by the place's own clock, in the order of their code points, for the
     * removal of orphans.
     *
     * @param after the id after which to start, or null to start with the first. It need not exist
     * @param limit the maximum number of ids. Fewer are the last ones
     */
    List<String> olderThan(Duration age, @Nullable String after, int limit);

    /** Closes what the place opened. Closing again has no effect. */
    @Override
    void close();
}
