/** Reads what a database holds, in numbers. */
@NullMarked
package dev.chatstore.jdbi.contents;

import org.jspecify.annotations.NullMarked;
