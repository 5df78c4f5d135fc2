/** Reads messages from databases of other programs, row by row. */
@NullMarked
package dev.chatstore.core.transfer.sql;

import org.jspecify.annotations.NullMarked;
