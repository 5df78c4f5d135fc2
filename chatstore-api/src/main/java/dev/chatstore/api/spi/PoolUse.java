package dev.chatstore.api.spi;

/**
 * How a pool of connections is used at this moment.
 *
 * @param name the pool's name
 * @param active how many connections are in use
 * @param idle how many are open and not in use
 * @param waiting how many threads wait for one
 * @param most how many there may be
 */
public record PoolUse(String name, int active, int idle, int waiting, int most) {}
