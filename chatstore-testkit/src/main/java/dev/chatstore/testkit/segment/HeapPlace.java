package dev.chatstore.testkit.segment;

import dev.chatstore.api.spi.segment.SegmentPlace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A place in memory, whose time a test controls. Closing it leaves its contents. Safe for use by several threads. */
public final class HeapPlace implements SegmentPlace {
    // An array, which nobody changes.
    @SuppressWarnings("ArrayRecordComponent")
    private record Content(byte[] bytes, Instant written) {}

    private final ConcurrentNavigableMap<String, Content> contents = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    /** Creates an empty place. */
    public HeapPlace(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the ids of the contents, in the order of their code points. */
    public List<String> ids() {
        return List.copyOf(contents.keySet());
    }

    /** Replaces a content by a damaged one. */
    public void damage(String segmentId, byte[] content) {
        contents.computeIfPresent(segmentId, (id, whole) -> new Content(content, whole.written));
    }

    @Override
    public String scheme() {
        return "heap";
    }

    @Override
    public void write(String segmentId, byte[] content) {
        contents.putIfAbsent(segmentId, new Content(content.clone(), clock.instant()));
    }

    @Override
    public byte @Nullable [] read(String segmentId) {
        Content content = contents.get(segmentId);
        return content == null ? null : content.bytes.clone();
    }

    @Override
    public boolean remove(String segmentId) {
        return contents.remove(segmentId) != null;
    }

    @Override
    public List<String> olderThan(Duration age, @Nullable String after, int limit) {
        Instant latest = clock.instant().minus(age);
        return (after == null ? contents : contents.tailMap(after, false))
                .entrySet().stream()
                        .filter(entry -> !entry.getValue().written.isAfter(latest))
                        .map(Map.Entry::getKey)
                        .limit(limit)
                        .toList();
    }

    @Override
    public void close() {
        // The contents stay for the next one who opens the place.
    }
}
