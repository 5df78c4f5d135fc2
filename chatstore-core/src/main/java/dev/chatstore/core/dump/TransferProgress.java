package dev.chatstore.core.dump;

/**
 * How far a dump, a restore or a copy is.
 *
 * @param bytes the number of bytes of the file that were read or written so far; 0 for a copy
 * @param totalBytes the size of the file, or -1 if it is not known
 * @param conversations the number of conversations that were handled so far
 * @param messages the number of their messages
 * @param sessions the number of sessions that were handled so far
 */
public record TransferProgress(long bytes, long totalBytes, long conversations, long messages, long sessions) {}
