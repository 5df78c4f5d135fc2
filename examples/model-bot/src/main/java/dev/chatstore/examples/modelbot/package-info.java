/**
 * A terminal bot whose answers come from a chat-completion API, such as that of a local model server.
 *
 * <p>The entry point is {@link dev.chatstore.examples.modelbot.ModelBot}; {@code Assistant} shows how a bot uses {@code
 * ContextWindow} and {@code ChatCompletions}.
 */
@NullMarked
package dev.chatstore.examples.modelbot;

import org.jspecify.annotations.NullMarked;
