/** Reads and changes sessions. */
@NullMarked
package dev.chatstore.jdbi.session;

import org.jspecify.annotations.NullMarked;
