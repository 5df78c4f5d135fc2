package dev.chatstore.bench.life;

import dev.chatstore.api.Storage;
import dev.chatstore.core.archive.run.Archive;
import dev.chatstore.core.retention.Retention;
import dev.chatstore.core.retention.RetentionPolicies;
import dev.chatstore.core.retention.RetentionPolicy;
import java.util.function.BooleanSupplier;

/** A run that is under way while others write. */
enum BackgroundRun {
    /** Moves all messages but the newest of idle conversations into the archive. */
    ARCHIVE("archive", 60) {
        @Override
        long run(Storage storage, String tenant, BooleanSupplier stopped) {
            return Archive.of(storage)
                    .withRule(ArchiveCost.RULE)
                    .ofTenant(tenant)
                    .stoppingIf(stopped)
                    .run()
                    .orElseThrow()
                    .total()
                    .messages();
        }
    },
    /** Removes all but the newest 50 messages of each conversation. */
    RETENTION("retention", 100) {
        @Override
        long run(Storage storage, String tenant, BooleanSupplier stopped) {
            return Retention.of(storage)
                    .withPolicies(RetentionPolicies.of(RetentionPolicy.KEEP_ALL.keepMessages(KEPT)))
                    .ofTenant(tenant)
                    .stoppingIf(stopped)
                    .run()
                    .orElseThrow()
                    .total()
                    .messagesRemoved();
        }
    };

    /** The number of newest messages that retention keeps of a conversation. */
    static final int KEPT = 50;

    private final String label;
    private final int length;

    BackgroundRun(String label, int length) {
        this.label = label;
        this.length = length;
    }

    String label() {
        return label;
    }

    /** Returns the number of messages of each conversation that it runs over. */
    int length() {
        return length;
    }

    /** Runs over one tenant until a condition holds, and returns the number of messages that it moved or removed. */
    abstract long run(Storage storage, String tenant, BooleanSupplier stopped);
}
