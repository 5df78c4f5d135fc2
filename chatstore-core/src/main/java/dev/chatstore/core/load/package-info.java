/**
 * Calls of a {@link dev.chatstore.api.spi.ConversationLoader} that overlap, for imports, restores and copies. The entry
 * point is {@link dev.chatstore.core.load.LoadCalls}.
 */
@NullMarked
package dev.chatstore.core.load;

import org.jspecify.annotations.NullMarked;
