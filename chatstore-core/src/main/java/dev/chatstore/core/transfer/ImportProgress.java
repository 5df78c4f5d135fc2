package dev.chatstore.core.transfer;

/**
 * How far an import is.
 *
 * @param bytesRead the number of bytes of the source that were read, by the place of the newest message
 * @param bytes the number of bytes of the source, unpacked
 * @param report what was done so far
 */
public record ImportProgress(long bytesRead, long bytes, ImportReport report) {}
