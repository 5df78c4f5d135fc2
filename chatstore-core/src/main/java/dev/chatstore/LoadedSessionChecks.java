package dev.chatstore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.chatstore.api.HasMetadata;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionQuery;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.backend.Micros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks sessions that come from elsewhere, so that what is stored is one that a session store could have saved. */
final class LoadedSessionChecks {
    /** Leaves room for the version of a deleted predecessor: scripts count exactly to 2^53. */
    private static final long MAX_VERSION = 1L << 52;

    /** Sizes are limited by the settings. The keys of a state are users' and are not to stay in the JVM. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(HasMetadata.MAX_NUMBER)
                    .build())
            .build();

    private LoadedSessionChecks() {}

    /**
     * Checks a session.
     *
     * @throws InvalidInputException if a store could not hold it
     * @throws dev.chatstore.api.LimitExceededException if its state is too large
     */
    static void check(Limits limits, StoredSession session) {
        if (session.version() < 1 || session.version() > MAX_VERSION) {
            throw new InvalidInputException("session.version", "must be from 1 to 2^52", 0);
        }
        if (session.owner() != null) {
            // A query has the same rule for its owner.
            SessionQuery.ofOwner(session.owner());
        }
        checkTime("session.created", session.created());
        checkTime("session.updated", session.updated());
        checkTime("session.expires", session.expires());
        limits.checkState(session.id(), session.state());
        StateChecks.check(JSON, session.state());
    }

    private static void checkTime(String field, @Nullable Instant time) {
        try {
            if (time != null) {
                Micros.of(time);
            }
        } catch (ArithmeticException e) {
            throw new InvalidInputException(field, "must be within 292,000 years of 1970", 0);
        }
    }
}
