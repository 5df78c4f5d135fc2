/**
 * The contracts of caches.
 *
 * <p>The entry points are {@link dev.chatstore.testkit.cache.ConversationCacheContract} and
 * {@link dev.chatstore.testkit.cache.SessionCacheContract}.
 */
@NullMarked
package dev.chatstore.testkit.cache;

import org.jspecify.annotations.NullMarked;
