package dev.chatstore.core.transfer.format;

import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import java.io.IOException;

/** Opens files whose content is one value, or one value on each line. */
final class RecordFiles {
    private RecordFiles() {}

    /** Returns all that a file holds after a byte order mark. */
    static Region content(JsonSource source) throws IOException {
        try {
            return source.content();
        } catch (Refused e) {
            throw new BrokenSource(Place.of(source, new Region(0, 0, 1, 1)), e);
        }
    }
}
