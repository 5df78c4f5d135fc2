/** Backups on a schedule, written by one process of those that have a store open. */
@NullMarked
package dev.chatstore.core.backup;

import org.jspecify.annotations.NullMarked;
