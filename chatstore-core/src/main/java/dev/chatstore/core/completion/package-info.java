/**
 * Messages and conversations in the shape of chat-completion APIs, for what imports, exports and prompts them. Not API.
 *
 * <p>The entry points are {@link dev.chatstore.core.completion.CompletionMessage} and {@link
 * dev.chatstore.core.completion.CompletionProfile}.
 */
@NullMarked
package dev.chatstore.core.completion;

import org.jspecify.annotations.NullMarked;
