/**
 * The statistics of a storage as Micrometer meters. Requires {@code io.micrometer:micrometer-core} on the class path.
 */
@NullMarked
package dev.chatstore.core.metrics;

import org.jspecify.annotations.NullMarked;
