/**
 * The benchmark suite: its command, and the catalog of what it measures.
 *
 * <p>The entry point is {@link dev.chatstore.bench.BenchmarkSuite}.
 */
@NullMarked
package dev.chatstore.bench;

import org.jspecify.annotations.NullMarked;
