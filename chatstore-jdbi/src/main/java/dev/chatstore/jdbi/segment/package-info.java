/** The index of the archive. The entry point is {@link dev.chatstore.jdbi.segment.JdbiSegmentStore}. */
@NullMarked
package dev.chatstore.jdbi.segment;

import org.jspecify.annotations.NullMarked;
