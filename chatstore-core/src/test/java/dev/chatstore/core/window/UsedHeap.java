package dev.chatstore.core.window;

/** The heap that live objects take. */
final class UsedHeap {
    private UsedHeap() {}

    static long bytes() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
