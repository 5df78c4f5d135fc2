/**
 * The contract of stores of conversations.
 *
 * <p>The entry point is {@link dev.chatstore.testkit.chat.ChatStoreContract}.
 */
@NullMarked
package dev.chatstore.testkit.chat;

import org.jspecify.annotations.NullMarked;
