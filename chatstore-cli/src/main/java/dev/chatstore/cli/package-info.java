/** The command line. Its entry point is {@link dev.chatstore.cli.Chatstore}. */
@NullMarked
package dev.chatstore.cli;

import org.jspecify.annotations.NullMarked;
