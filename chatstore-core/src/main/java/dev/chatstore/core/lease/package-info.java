/** Work that one process does at a time, whichever of those that have the store open. */
@NullMarked
package dev.chatstore.core.lease;

import org.jspecify.annotations.NullMarked;
