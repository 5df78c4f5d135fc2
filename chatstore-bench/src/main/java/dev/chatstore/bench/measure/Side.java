package dev.chatstore.bench.measure;

/**
 * One side of a comparison.
 *
 * @param label its name in the report
 * @param operation what it calls
 */
public record Side(String label, Operation operation) {}
