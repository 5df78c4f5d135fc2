package dev.chatstore.api.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a store keeps of a message that was removed as an old one: enough to recognize it if it is sent again.
 *
 * @param sequence the sequence that it had
 * @param version the version of the conversation that its append created
 * @param id the id that the caller gave it
 * @param fingerprint the fingerprint of its role and text as they were appended, or null if it was redacted, so that any
 *     content counts as the same
 */
public record ForgottenMessage(
        long sequence, long version, String id, @Nullable Long fingerprint) {
    /** Returns the numbers, without the id, which is the caller's. */
    @Override
    public String toString() {
        return "ForgottenMessage[sequence=" + sequence + ", version=" + version + "]";
    }
}
