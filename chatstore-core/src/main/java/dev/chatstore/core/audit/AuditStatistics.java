package dev.chatstore.core.audit;

/**
 * Counts of what a storage recorded since it was opened.
 *
 * @param entries the entries that were written
 * @param groups the appends that wrote them: entries of several threads are written together
 * @param conflicts how often another process was first, so that a group was written again
 * @param failures the entries that could not be written
 * @param appended the messages that were appended, which are not listed. Counted only if changes are recorded
 */
public record AuditStatistics(long entries, long groups, long conflicts, long failures, long appended) {}
