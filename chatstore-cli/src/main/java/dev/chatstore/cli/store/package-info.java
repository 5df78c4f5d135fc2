/** How the commands open a store and end: options, exit codes, interrupts, questions and errors. */
@NullMarked
package dev.chatstore.cli.store;

import org.jspecify.annotations.NullMarked;
