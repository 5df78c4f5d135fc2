package dev.chatstore.core.subscription;

/**
 * What the listeners of a storage may take.
 *
 * @param changes maximum number of changes that are queued for one listener
 * @param bytes maximum heap size of the changes that are queued for one listener; a single change may be larger
 * @param threads maximum number of platform threads that call listeners
 */
public record ListenerLimits(int changes, long bytes, int threads) {}
