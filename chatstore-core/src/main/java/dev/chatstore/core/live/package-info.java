/** Tells listeners of changes as they are committed. */
@NullMarked
package dev.chatstore.core.live;

import org.jspecify.annotations.NullMarked;
