/** Tells listeners of changes as they are committed. */
@NullMarked
package dev.chatstore.core.subscription;

import org.jspecify.annotations.NullMarked;
