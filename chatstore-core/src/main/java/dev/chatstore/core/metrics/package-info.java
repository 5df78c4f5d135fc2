/** The figures of a storage as meters. Needs {@code io.micrometer:micrometer-core}, which is the user's to add. */
@NullMarked
package dev.chatstore.core.metrics;

import org.jspecify.annotations.NullMarked;
