package dev.chatstore.peers;

/**
 * What is compared.
 *
 * @param inPostgres whether the messages are in PostgreSQL, so that its write-ahead log is measured
 */
record PeerDescription(String name, String version, String configuration, boolean inPostgres) {}
