package dev.chatstore;

import dev.chatstore.api.spi.Backend;
import dev.chatstore.core.subscription.Subscriptions;
import dev.chatstore.core.tier.Tiers;
import org.jspecify.annotations.Nullable;

/**
 * What a storage is put together of.
 *
 * @param backend the backend, behind its caches if it has any
 * @param tiers the caches, or null
 * @param live who listens to changes
 */
record Composition(Backend backend, @Nullable Tiers tiers, Subscriptions live) {}
