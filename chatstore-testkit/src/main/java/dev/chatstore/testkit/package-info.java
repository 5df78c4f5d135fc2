/**
 * Tests that every store must pass: contracts, a property test against a model, a checker for concurrent runs, and the
 * tools that they share.
 *
 * <p>The entry points are {@link dev.chatstore.testkit.chat.ChatStoreContract} and
 * {@link dev.chatstore.testkit.session.SessionStoreContract}: the test class of a store extends them and implements how
 * the store is opened.
 */
@NullMarked
package dev.chatstore.testkit;

import org.jspecify.annotations.NullMarked;
