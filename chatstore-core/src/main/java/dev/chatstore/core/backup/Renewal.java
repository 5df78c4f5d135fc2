package dev.chatstore.core.backup;

import dev.chatstore.core.dump.TransferProgress;
import dev.chatstore.core.lease.StoreLease;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Renews a lease while a backup goes on, whenever some time has passed. For one thread. */
final class Renewal implements Consumer<TransferProgress> {
    private final StoreLease lease;
    private final LongSupplier nanos;
    private final Duration interval;
    private long last;

    Renewal(StoreLease lease, LongSupplier nanos, Duration interval) {
        this.lease = lease;
        this.nanos = nanos;
        this.interval = interval;
        this.last = nanos.getAsLong();
    }

    @Override
    public void accept(TransferProgress progress) {
        long now = nanos.getAsLong();
        if (now - last >= interval.toNanos()) {
            // If it is lost, there will be a second backup, which harms nobody.
            lease.renew();
            last = now;
        }
    }
}
