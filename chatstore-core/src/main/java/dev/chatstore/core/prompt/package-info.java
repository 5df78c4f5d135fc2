/**
 * What a model is shown of a conversation: the newest messages that fit, as the messages of a request.
 *
 * <p>The entry points are {@link dev.chatstore.core.prompt.ContextWindow} and {@link
 * dev.chatstore.core.prompt.ChatCompletions}.
 */
@NullMarked
package dev.chatstore.core.prompt;

import org.jspecify.annotations.NullMarked;
