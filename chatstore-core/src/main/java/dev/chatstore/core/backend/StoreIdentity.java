package dev.chatstore.core.backend;

import java.util.random.RandomGenerator;

/** Chooses the identity of a new store. */
public final class StoreIdentity {
    private static final int RADIX = 36;

    private StoreIdentity() {}

    /** Returns a new identity, which no other store has. */
    public static String random(RandomGenerator random) {
        return Long.toUnsignedString(new DistinctRandom(random).nextLong(), RADIX);
    }
}
