package dev.chatstore.api.spi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a read of the store pass while the storage is open. A long search passes each of its reads by itself, so that closing the
 * storage ends it after the current one.
 */
public interface ReadGate {
    /** A gate that is always open. */
    ReadGate OPEN = new ReadGate() {
        @Override
        public <T extends @Nullable Object> T pass(Supplier<T> read) {
            return read.get();
        }
    };

    /**
     * Makes a read of bounded size and returns its result.
     *
     * @throws dev.chatstore.api.ClosedException if the storage is closed; the read was not made
     */
    <T extends @Nullable Object> T pass(Supplier<T> read);
}
