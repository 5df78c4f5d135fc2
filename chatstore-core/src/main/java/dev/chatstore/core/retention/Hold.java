package dev.chatstore.core.retention;

import java.time.Instant;

/**
 * A hold: retention removes nothing of its subject.
 *
 * @param held what is held
 * @param reason why, 1 to {@value #MAX_REASON} characters; empty if it cannot be read
 * @param by who placed it, 1 to {@value #MAX_BY} characters; empty if it cannot be read
 * @param placed when it was placed, by the writer's clock
 */
public record Hold(Held held, String reason, String by, Instant placed) {
    /** The maximum number of characters of a reason. */
    public static final int MAX_REASON = 1_000;

    /** The maximum number of characters of the name of who placed a hold. */
    public static final int MAX_BY = 255;

    /** Returns the subject and the time, without what users wrote. */
    @Override
    public String toString() {
        return "Hold[held=" + held + ", placed=" + placed + "]";
    }
}
