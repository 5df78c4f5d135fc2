/**
 * What a bot's developer programs against: the stores, the values they speak and the errors they throw.
 *
 * <p>The entry points are {@link dev.chatstore.api.ChatStore}, which keeps the messages of conversations, and
 * {@link dev.chatstore.api.SessionStore}, which keeps typed state between messages. Values are immutable and are
 * checked when they are made, so that whatever holds one holds a valid one.
 */
@NullMarked
package dev.chatstore.api;

import org.jspecify.annotations.NullMarked;
