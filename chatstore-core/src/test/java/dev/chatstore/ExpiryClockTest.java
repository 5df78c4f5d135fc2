package dev.chatstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryClockTest {
    private static final SessionKey KEY = SessionKey.of("kari");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    record Draft(String text) {}

    private final MutableClock clock = MutableClock.at(START);

    private ChatStorageBuilder builder() {
        return ChatStorage.builder().url("memory:").clock(clock).set("sessions.ttl", "1h");
    }

    @Test
    void theClockOfStoredTimesExpiresNothing() {
        try (ChatStorage storage = builder().open()) {
            SessionStore<Draft> drafts = storage.sessions(Draft.class);
            drafts.getOrCreate(KEY, () -> new Draft("one"));
            clock.advance(Duration.ofDays(3));
            Session<Draft> session = drafts.find(KEY).orElseThrow();
            assertThat(session.created()).isEqualTo(START);
            assertThat(session.expires())
                    .isAfter(Instant.now())
                    .isBefore(Instant.now().plusSeconds(3_601));
        }
    }

    @Test
    void aTestControlsTheExpiry() {
        MutableClock expiry = MutableClock.at(START);
        try (ChatStorage storage = builder().expiryClock(expiry).open()) {
            SessionStore<Draft> drafts = storage.sessions(Draft.class);
            drafts.getOrCreate(KEY, () -> new Draft("one"));
            expiry.advance(Duration.ofMinutes(59));
            assertThat(drafts.find(KEY)).isPresent();
            expiry.advance(Duration.ofMinutes(1));
            assertThat(drafts.find(KEY)).isEmpty();
        }
    }
}
