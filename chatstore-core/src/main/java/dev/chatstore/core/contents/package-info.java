/** Counts what the durable store holds. */
@NullMarked
package dev.chatstore.core.contents;

import org.jspecify.annotations.NullMarked;
