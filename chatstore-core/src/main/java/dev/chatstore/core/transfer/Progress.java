package dev.chatstore.core.transfer;

import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.SourceFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Notifies a listener of how far a reading of a source is, and asks whether to end it. */
final class Progress {
    /** After how many bytes a reading that stores nothing is reported. */
    private static final long STEP = 4 << 20;

    private final long bytes;
    private final Consumer<ImportProgress> listener;
    private final BooleanSupplier cancelled;
    private final Map<String, Long> offsets = new HashMap<>();
    private long bytesRead;
    private long reported;

    Progress(SourceFiles files, Consumer<ImportProgress> listener, BooleanSupplier cancelled) {
        bytes = files.bytes();
        this.listener = listener;
        this.cancelled = cancelled;
        files.files().forEach(file -> offsets.put(file.name(), file.offset()));
    }

    /** Ends a reading between two messages. */
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cancelled() {
            super("the reading was cancelled", null, false, false);
        }
    }

    /** Notes what was read. */
    void met(Place place) {
        long offset = offsets.getOrDefault(place.file(), 0L);
        bytesRead = Math.max(bytesRead, offset + place.region().to());
    }

    /** Notes what was read by a reading that stores nothing. */
    void read(Place place) {
        met(place);
        checkCancelled();
        if (bytesRead - reported >= STEP) {
            reported = bytesRead;
            report(ImportReport.empty());
        }
    }

    void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new Cancelled();
        }
    }

    void report(ImportReport report) {
        listener.accept(new ImportProgress(bytesRead, bytes, report));
    }
}
