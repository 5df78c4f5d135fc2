/** Tests of the store in memory. */
@NullMarked
package dev.chatstore.core.memory;

import org.jspecify.annotations.NullMarked;
