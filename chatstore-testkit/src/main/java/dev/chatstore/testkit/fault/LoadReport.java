package dev.chatstore.testkit.fault;

import java.time.Duration;

/**
 * What became of the calls of a load.
 *
 * @param acknowledged appends that were acknowledged, at their first sending or a later one
 * @param settled those among them and among the conflicts that an earlier sending had left open
 * @param conflicts appends that were refused because they expected another version
 * @param unknown appends whose outcome nobody was told: those without ids that met an unavailable store
 * @param unavailable calls, of any kind, that were told that the store is unavailable
 * @param reads reads that were answered
 * @param longest how long the longest call of all took
 */
public record LoadReport(
        long acknowledged,
        long settled,
        long conflicts,
        long unknown,
        long unavailable,
        long reads,
        Duration longest) {}
