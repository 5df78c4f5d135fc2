package dev.chatstore.core.transfer.source;

import java.io.IOException;

/** A file that cannot be read on from a place. */
public final class BrokenSource extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final transient Refused reason;

    /** Creates the exception. */
    public BrokenSource(Place place, Refused reason) {
        super(place.file() + " " + reason.reason());
        this.place = place;
        this.reason = reason;
    }

    /** Returns where the file breaks. */
    public Place place() {
        return place;
    }

    /** Returns why. */
    public Refused reason() {
        return reason;
    }
}
