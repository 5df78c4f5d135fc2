package dev.chatstore.bench.measure;

/** One call of what is measured. Threads call it concurrently. */
@FunctionalInterface
public interface Operation {
    /** Calls it once. */
    void run() throws Exception;
}
