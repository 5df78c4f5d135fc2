package dev.chatstore.testkit.segment;

import dev.chatstore.api.spi.segment.SegmentPlace;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

class HeapPlaceTest extends SegmentPlaceContract {
    private final Map<String, HeapPlace> places = new HashMap<>();

    @Override
    protected SegmentPlace openPlace(String store) {
        return places.computeIfAbsent(store, identity -> new HeapPlace(InstantSource.system()));
    }
}
