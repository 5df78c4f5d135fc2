package dev.chatstore.core.transfer;

import dev.chatstore.api.CorruptDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts what an import does. */
final class Tally {
    private final Consumer<ImportReport> listener;
    private final List<ImportReport.Skip> skips = new ArrayList<>();
    private long conversations;
    private long added;
    private long alreadyThere;
    private long skipped;

    Tally(Consumer<ImportReport> listener) {
        this.listener = listener;
    }

    void conversation() {
        conversations++;
    }

    void added(int messages) {
        added += messages;
    }

    void alreadyThere(int messages) {
        alreadyThere += messages;
    }

    void skip(Place place, Refused refused) {
        skip(place, refused.placeOr(place.region()), refused.reason());
    }

    void skip(Place place, String reason) {
        skip(place, place.region(), reason);
    }

    private void skip(Place place, Region at, String reason) {
        skipped++;
        if (skips.size() < ImportReport.MAX_SKIPS) {
            skips.add(new ImportReport.Skip(
                    place.file(), at.line(), at.column(), place.conversation(), place.message(), reason));
        }
    }

    void progress() {
        listener.accept(report());
    }

    ImportReport report() {
        return new ImportReport(conversations, added, alreadyThere, skipped, skips);
    }

    /** Returns the error of a file that cannot be read on from a place. */
    CorruptDataException broken(String file, Region region, Refused refused) {
        Region at = refused.placeOr(region);
        String message = file + " " + refused.reason() + " at line " + at.line() + ", column " + at.column()
                + "; so far: " + report().summary();
        return CorruptDataException.ofStorage(message, null);
    }
}
