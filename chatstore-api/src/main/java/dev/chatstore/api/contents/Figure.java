package dev.chatstore.api.contents;

/**
 * A number that may be an estimate.
 *
 * @param value the number
 * @param exact whether it was counted; if not, it is an estimate
 */
public record Figure(long value, boolean exact) {}
