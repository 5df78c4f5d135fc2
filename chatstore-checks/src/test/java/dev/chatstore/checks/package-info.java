/** Checks over all modules. */
@NullMarked
package dev.chatstore.checks;

import org.jspecify.annotations.NullMarked;
