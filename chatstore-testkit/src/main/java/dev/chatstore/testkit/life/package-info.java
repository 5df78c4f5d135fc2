/**
 * Groups of the contract of what happens to conversations as they get old.
 *
 * <p>The contract {@link dev.chatstore.testkit.chat.ChatStoreContract} has them.
 */
@NullMarked
package dev.chatstore.testkit.life;

import org.jspecify.annotations.NullMarked;
