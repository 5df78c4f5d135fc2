package dev.chatstore.jdbi.database;

/**
 * A session on the server, which no other session of its past or future equals: numbers are given again, at the latest
 * after a restart.
 *
 * @param number its number on the server
 * @param beganMicros when it began, by the server's clock, in microseconds since 1970
 */
public record SessionIdentity(long number, long beganMicros) {}
