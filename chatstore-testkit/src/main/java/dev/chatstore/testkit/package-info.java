/**
 * What a store must pass: its contracts, a property test against a model, a checker for concurrent runs, and the tools
 * that they are made of.
 *
 * <p>The entry points are {@link dev.chatstore.testkit.chat.ChatStoreContract} and
 * {@link dev.chatstore.testkit.session.SessionStoreContract}: the test class of a store extends them and says how the store is
 * opened.
 */
@NullMarked
package dev.chatstore.testkit;

import org.jspecify.annotations.NullMarked;
