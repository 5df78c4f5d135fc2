package dev.chatstore;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.core.archive.ArchivedBackend;
import dev.chatstore.core.archive.SegmentCodec;
import dev.chatstore.core.archive.SegmentLimits;
import dev.chatstore.core.archive.SegmentPlaces;
import dev.chatstore.core.archive.Segments;
import dev.chatstore.core.archive.dictionary.Dictionaries;
import dev.chatstore.core.archive.dictionary.DictionaryCompression;
import dev.chatstore.core.archive.run.ArchiveSettings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A durable backend with its archive.
 *
 * @param backend shows messages wherever they are
 * @param segments moves messages, or null if the durable backend has no archive
 */
record OpenArchive(Backend backend, @Nullable Segments segments) {
    /**
     * Opens the archive of a backend, which is there also if nothing is configured: another process may have moved messages.
     *
     * @param place opens the place outside of the store that the settings name, or returns null
     * @throws dev.chatstore.api.InvalidInputException if an archive is configured, and the backend has none
     */
    static OpenArchive of(Backend durable, BackendContext context, Function<Backend, @Nullable SegmentPlace> place) {
        Settings settings = context.settings();
        if (durable.segments().isEmpty()) {
            ArchiveSettings.refuse(settings, context.url().scheme());
            return new OpenArchive(durable, null);
        }
        SegmentCodec codec = new SegmentCodec(new DictionaryCompression(
                settings.get(ArchiveSettings.COMPRESSION), new Dictionaries(durable.sessions())));
        SegmentPlace outside = place.apply(durable);
        SegmentPlaces places = outside == null ? SegmentPlaces.none() : SegmentPlaces.of(List.of(outside));
        SegmentLimits limits = new SegmentLimits(
                settings.get(ArchiveSettings.SEGMENT_MESSAGES), settings.get(ArchiveSettings.SEGMENT_BYTES));
        Backend archived = ArchivedBackend.around(durable, places, codec, context.random());
        return new OpenArchive(archived, ((ArchivedBackend) archived).moving(outside, limits));
    }
}
