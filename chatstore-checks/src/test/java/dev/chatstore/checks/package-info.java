/** Tests of what the modules are together. */
@NullMarked
package dev.chatstore.checks;

import org.jspecify.annotations.NullMarked;
