package dev.chatstore.bench.measure;

/** The processor times in the files {@code stat} of {@code /proc}, which count ticks of 10 ms. */
final class ProcStat {
    private static final long NANOS_OF_TICK = 10_000_000;

    private ProcStat() {}

    /** Returns the time of a process and of its child processes that have ended, in nanoseconds. */
    static long ofProcess(String stat) {
        // The name in parentheses may contain spaces and parentheses. The first field after it is the third.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = 14; field <= 17; field++) {
            ticks += Long.parseLong(fields[field - 3]);
        }
        return ticks * NANOS_OF_TICK;
    }

    /** Returns the time for which the processors were not idle, in nanoseconds. */
    static long ofMachine(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.lines().findFirst().orElseThrow().split(" +", -1);
        long ticks = 0;
        // user, nice, system, [idle, iowait,] irq, softirq; what follows is other machines' or already counted
        for (int field : new int[] {1, 2, 3, 6, 7}) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks * NANOS_OF_TICK;
    }
}
