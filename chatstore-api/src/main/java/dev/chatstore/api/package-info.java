/**
 * The API for bot developers: the stores, their values, and the exceptions.
 *
 * <p>The entry points are {@link dev.chatstore.api.ChatStore}, which keeps the messages of conversations, and {@link
 * dev.chatstore.api.SessionStore}, which keeps typed state between messages. Both come from a {@link
 * dev.chatstore.api.Storage}. Values are immutable and checked when they are created, so that every value is a valid one.
 *
 * <p>An argument that is not marked {@code @Nullable} must not be null. Values and stores refuse null with {@link
 * dev.chatstore.api.InvalidInputException}, which names the argument, and change nothing.
 */
@NullMarked
package dev.chatstore.api;

import org.jspecify.annotations.NullMarked;
