/**
 * Notifies listeners of committed changes. The entry point is {@link dev.chatstore.core.subscription.Subscriptions}.
 */
@NullMarked
package dev.chatstore.core.subscription;

import org.jspecify.annotations.NullMarked;
