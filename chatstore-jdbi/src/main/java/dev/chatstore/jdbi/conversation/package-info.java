/**
 * Reads and changes conversations and their messages, one class for each subject. Appends are in a package of their
 * own.
 */
@NullMarked
package dev.chatstore.jdbi.conversation;

import org.jspecify.annotations.NullMarked;
