package dev.chatstore.core.transfer;

/**
 * What an export has written.
 *
 * @param conversations how many conversations
 * @param messages how many messages they have together
 */
public record ExportReport(long conversations, long messages) {}
