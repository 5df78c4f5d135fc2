package dev.chatstore.testkit.fault;

import java.time.Duration;

/**
 * The outcomes of the calls of a load.
 *
 * @param acknowledged appends that were acknowledged, at the first or a later attempt
 * @param settled appends whose outcome became known only at a later attempt
 * @param conflicts appends that were refused because they expected another version
 * @param unknown appends without ids whose outcome is unknown
 * @param unavailable calls of any kind that failed because the store was unavailable
 * @param reads reads that succeeded
 * @param longest the duration of the longest call
 */
public record LoadReport(
        long acknowledged,
        long settled,
        long conflicts,
        long unknown,
        long unavailable,
        long reads,
        Duration longest) {}
