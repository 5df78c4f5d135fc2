/**
 * A load as bots make it: many conversations of unequal popularity, turns of two messages, sessions and edits.
 *
 * <p>The entry points are {@link dev.chatstore.bench.load.RealisticLoad}, which compares combinations of caches, and {@link
 * dev.chatstore.bench.load.Soak}, which runs for a long time and reports what grew.
 */
@NullMarked
package dev.chatstore.bench.load;

import org.jspecify.annotations.NullMarked;
