package dev.chatstore.core.transfer.source;

import org.jspecify.annotations.Nullable;

/** Where a file stops to be what it is, once a reading has met that. For one thread. */
final class FileBreak {
    private @Nullable BrokenSource broken;
    private boolean reported;

    /** Notes where the file breaks. The first place counts. */
    void met(Place place, Refused reason) {
        if (broken == null) {
            broken = new BrokenSource(place, reason);
        }
    }

    /** Notes that a record was refused for it, which the report names. */
    void report() {
        reported = true;
    }

    boolean isMet() {
        return broken != null;
    }

    boolean isReported() {
        return reported;
    }

    @Nullable BrokenSource broken() {
        return broken;
    }
}
