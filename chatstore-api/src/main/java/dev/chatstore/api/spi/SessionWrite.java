package dev.chatstore.api.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to save of a session.
 *
 * @param state the state as JSON text
 * @param owner the participant that the session belongs to from now on, or null to keep the owner of an existing session
 * @param timeToLive the time from now until the session expires, or null if it never does
 */
public record SessionWrite(
        String state, @Nullable String owner, @Nullable Duration timeToLive) {
    /** Returns the time to live and the length of the state, without the state. */
    @Override
    public String toString() {
        return "SessionWrite[characters=" + state.length() + ", timeToLive=" + timeToLive + "]";
    }
}
