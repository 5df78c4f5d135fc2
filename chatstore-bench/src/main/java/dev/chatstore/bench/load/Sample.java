package dev.chatstore.bench.load;

/**
 * The state of a load after an interval. Rates and latencies are those of the interval.
 *
 * @param seconds the time since the start
 * @param appends appends per second
 * @param reads reads of recent messages per second
 * @param hitRatio the share of reads that a cache answered without messages from the database, from 0 to 1
 * @param appendP50 median duration of an append, in microseconds
 * @param appendP99 99th percentile of the same
 * @param recentP50 median duration of a read, in microseconds
 * @param recentP99 99th percentile of the same
 * @param heapBytes the heap in use after a full collection
 * @param connectionsInUse connections of the pools in use
 * @param connections open connections of the pools
 * @param waiting threads that wait for a connection
 * @param cachedBytes the estimated size of the caches of conversations in the processes
 * @param redisBytes memory in use by Redis
 * @param redisKeys number of keys in Redis
 * @param threads number of threads
 * @param openFiles number of open file descriptors
 */
// As many components as a row of the report has columns.
record Sample(
        long seconds,
        double appends,
        double reads,
        double hitRatio,
        long appendP50,
        long appendP99,
        long recentP50,
        long recentP99,
        long heapBytes,
        int connectionsInUse,
        int connections,
        int waiting,
        long cachedBytes,
        long redisBytes,
        long redisKeys,
        int threads,
        long openFiles) {
    String describe() {
        return ("%5d s  %,6.0f appends/s  %,6.0f reads/s  hit ratio %.3f  append p50/p99 %,d/%,d us"
                        + "  recent %,d/%,d us  heap %,d MiB  connections %d of %d, %d waiting"
                        + "  Redis %,d MiB, %,d keys  %d threads  %d files")
                .formatted(
                        seconds,
                        appends,
                        reads,
                        hitRatio,
                        appendP50,
                        appendP99,
                        recentP50,
                        recentP99,
                        heapBytes >> 20,
                        connectionsInUse,
                        connections,
                        waiting,
                        redisBytes >> 20,
                        redisKeys,
                        threads,
                        openFiles);
    }
}
