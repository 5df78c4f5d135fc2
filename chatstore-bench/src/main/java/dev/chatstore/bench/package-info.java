/**
 * Benchmarks that compare the stores with the raw operations that bound them.
 *
 * <p>The entry point is {@link dev.chatstore.bench.BenchmarkTable}, which runs all benchmarks and prints a table.
 */
@NullMarked
package dev.chatstore.bench;

import org.jspecify.annotations.NullMarked;
