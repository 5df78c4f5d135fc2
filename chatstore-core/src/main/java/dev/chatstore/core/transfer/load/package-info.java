/** Loads new conversations of a source whole, many in one call; starts at NewConversations. */
@NullMarked
package dev.chatstore.core.transfer.load;

import org.jspecify.annotations.NullMarked;
