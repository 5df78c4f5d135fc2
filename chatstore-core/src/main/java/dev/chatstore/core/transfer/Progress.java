package dev.chatstore.core.transfer;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notifies a listener of how far an import is. */
final class Progress {
    private final long bytes;
    private final Consumer<ImportProgress> listener;
    private @Nullable Delivering delivering;

    Progress(long bytes, Consumer<ImportProgress> listener) {
        this.bytes = bytes;
        this.listener = listener;
    }

    void follow(Delivering followed) {
        delivering = followed;
    }

    void report(ImportReport report) {
        listener.accept(new ImportProgress(delivering == null ? 0 : delivering.bytesRead(), bytes, report));
    }
}
