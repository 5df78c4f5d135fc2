package dev.chatstore.bench.measure;

import java.util.List;

/** Reads how much processor time was used. */
interface Meter {
    /** Reads the processor time at the beginning or the end of a slice. */
    Reading read();

    /** Returns the machine's meter, which counts the processes with these ids, and their child processes, as servers. */
    static Meter of(List<Long> servers) {
        return new LinuxMeter(servers);
    }
}
