package dev.chatstore.api.spi;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a backend is opened with.
 *
 * @param url where it is
 * @param settings how it is to behave
 * @param clock the time, for what is written about when; it never orders messages
 * @param random the source of randomness, safe for use by many threads
 */
public record BackendContext(ConnectionUrl url, Settings settings, InstantSource clock, RandomGenerator random) {}
