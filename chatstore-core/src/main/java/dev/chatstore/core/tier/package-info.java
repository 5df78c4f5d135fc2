/**
 * The stores with caches in front of the durable store, which alone decides about every write. The entry point is
 * {@link dev.chatstore.core.tier.Tiers}, which puts them together by settings.
 */
@NullMarked
package dev.chatstore.core.tier;

import org.jspecify.annotations.NullMarked;
