/** Dumps and copies from one backend to another. */
@NullMarked
package dev.chatstore.checks.dump;

import org.jspecify.annotations.NullMarked;
