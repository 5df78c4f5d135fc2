package dev.chatstore.api.spi;

import dev.chatstore.api.spi.segment.SegmentPlace;
import java.util.List;

/**
 * Opens one kind of place for the contents of segments. A provider is registered for {@link java.util.ServiceLoader}, is
 * annotated with {@link dev.chatstore.api.spi.Schemes}, and has a public constructor without parameters. It is instantiated
 * only when the URL of an archive has one of its schemes.
 */
public interface SegmentPlaceProvider {
    /** Returns the settings that this place understands in addition to the common ones. */
    List<Setting<?>> settings();

    /**
     * Opens the place at the context's URL.
     *
     * @param context names the store by its identity
     * @throws dev.chatstore.api.InvalidInputException if the URL is not valid for this place
     * @throws dev.chatstore.api.UnavailableException if the place cannot be used
     */
    SegmentPlace open(BackendContext context);
}
