/** What the commands print: tables, JSON and progress, safe for the terminal or the file that they go to. */
@NullMarked
package dev.chatstore.cli.output;

import org.jspecify.annotations.NullMarked;
