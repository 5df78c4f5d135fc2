package dev.chatstore.core.archive;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places outside of the store from which segments are read, by their schemes. Safe for use by several threads. */
public final class SegmentPlaces implements AutoCloseable {
    private final Map<String, SegmentPlace> places = new LinkedHashMap<>();

    private SegmentPlaces(Collection<SegmentPlace> places) {
        places.forEach(place -> this.places.put(place.scheme(), place));
    }

    /** Returns no place: only segments whose content the store has are read. */
    public static SegmentPlaces none() {
        return new SegmentPlaces(List.of());
    }

    /** Returns places, of which each has another scheme. They are closed with what uses them. */
    public static SegmentPlaces of(Collection<SegmentPlace> places) {
        return new SegmentPlaces(places);
    }

    /** Returns whether there is none. */
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /**
     * Returns the place that has the content of a segment, or null if the store has it.
     *
     * @throws UnavailableException if the place is not configured
     */
    @Nullable SegmentPlace of(Segment segment) {
        String scheme = segment.place();
        SegmentPlace place = scheme == null ? null : places.get(scheme);
        if (scheme != null && place == null) {
            throw UnavailableException.notDone(
                    "segment " + segment.id() + " of the archive is in a place of the kind " + scheme
                            + ", which is not configured: set archive.url to it",
                    false,
                    null);
        }
        return place;
    }

    /** Closes all places. */
    @Override
    public void close() {
        places.values().forEach(SegmentPlace::close);
    }
}
