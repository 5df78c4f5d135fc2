package dev.chatstore.testkit.segment;

import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.util.List;

/**
 * Provides a place that is open already, to every store.
 *
 * @param place the place
 */
public record OpenPlaceProvider(SegmentPlace place) implements SegmentPlaceProvider {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public SegmentPlace open(BackendContext context) {
        return place;
    }
}
