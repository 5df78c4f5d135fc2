/** Paired measurement: teams of threads, alternating slices, processor time, statistics. */
@NullMarked
package dev.chatstore.bench.measure;

import org.jspecify.annotations.NullMarked;
