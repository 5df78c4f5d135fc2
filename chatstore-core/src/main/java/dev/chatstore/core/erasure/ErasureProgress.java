package dev.chatstore.core.erasure;

/**
 * How far an erasure is.
 *
 * @param pass the number of the scan that is under way, 1 for the first
 * @param conversations the conversations that it has read
 * @param removed what was removed until now
 */
public record ErasureProgress(int pass, long conversations, ErasedAmounts removed) {}
