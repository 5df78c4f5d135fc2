/**
 * A property test: random calls to a store must have the same results as on the in-memory store.
 *
 * <p>The entry point is {@link dev.chatstore.testkit.model.ChatStoreModelContract}.
 */
@NullMarked
package dev.chatstore.testkit.model;

import org.jspecify.annotations.NullMarked;
