package dev.chatstore.bench.measure;

/**
 * Processor time used since an arbitrary origin, in nanoseconds.
 *
 * @param client of this process
 * @param servers of the servers and all their child processes
 * @param machine of all processes together
 */
record Reading(long client, long servers, long machine) {
    static final Reading NONE = new Reading(0, 0, 0);

    Reading minus(Reading before) {
        return new Reading(client - before.client, servers - before.servers, machine - before.machine);
    }

    Reading plus(Reading other) {
        return new Reading(client + other.client, servers + other.servers, machine + other.machine);
    }

    /** Returns the time of all other processes. The machine counts in ticks, so a little less than zero is zero. */
    long others() {
        return Math.max(0, machine - client - servers);
    }
}
