/** Tests of dumps, restores and copies. */
@NullMarked
package dev.chatstore.core.dump;

import org.jspecify.annotations.NullMarked;
