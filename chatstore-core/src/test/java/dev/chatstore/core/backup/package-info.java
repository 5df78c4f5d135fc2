/** Tests of scheduled backups. */
@NullMarked
package dev.chatstore.core.backup;

import org.jspecify.annotations.NullMarked;
