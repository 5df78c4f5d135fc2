package dev.chatstore.core.backend;

import java.util.random.RandomGenerator;

/**
 * Random numbers that no other process draws, whatever its source of randomness: two copies of one process, such as two
 * virtual machines or JVMs that continue from one snapshot, have the same. Each number also depends on the process, its
 * host and the time of the draw. For what names something among all processes: tokens, tickets, identities. Safe for use
 * by several threads if the source is.
 */
public final class DistinctRandom implements RandomGenerator {
    /** Odd, with bits that are spread: the fractional part of the golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final RandomGenerator random;
    private final long process;

    /** Creates a source from another one. */
    public DistinctRandom(RandomGenerator random) {
        this.random = random;
        // Containers often have one process, of the same number, and differ by the name of the host only.
        String host = System.getenv().getOrDefault("HOSTNAME", "");
        this.process = mixed(ProcessHandle.current().pid()) + mixed(host.hashCode()) + System.identityHashCode(this);
    }

    @Override
    public long nextLong() {
        return mixed(random.nextLong() + mixed(process + System.nanoTime()));
    }

    /** Returns a number of which each bit depends on all bits of the given one; different ones for different ones. */
    private static long mixed(long number) {
        long z = number + SPREAD;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
