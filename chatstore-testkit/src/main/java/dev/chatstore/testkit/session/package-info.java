/**
 * The contract of stores of sessions.
 *
 * <p>The entry point is {@link dev.chatstore.testkit.session.SessionStoreContract}.
 */
@NullMarked
package dev.chatstore.testkit.session;

import org.jspecify.annotations.NullMarked;
