package dev.chatstore.bench.measure;

import java.lang.management.ManagementFactory;

/** Sums up what other processes used during the slices of a round. */
final class OtherLoad {
    private final double average;
    private final int processors;
    private long used;
    private long wall;

    OtherLoad(double average, int processors) {
        this.average = average;
        this.processors = processors;
    }

    static OtherLoad begin() {
        return new OtherLoad(
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
    }

    void add(Slice slice) {
        used += slice.used().others();
        wall += slice.wall();
    }

    Load end() {
        return new Load(average, wall == 0 ? 0 : (double) used / wall / processors);
    }
}
