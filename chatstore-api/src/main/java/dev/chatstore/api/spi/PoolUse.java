package dev.chatstore.api.spi;

/**
 * The use of a connection pool at one moment.
 *
 * @param name the pool's name
 * @param active the number of connections in use
 * @param idle the number of open connections that are not in use
 * @param waiting the number of threads that wait for a connection
 * @param most the maximum number of connections
 */
public record PoolUse(String name, int active, int idle, int waiting, int most) {}
