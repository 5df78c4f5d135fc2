/**
 * The tiers in front of a durable store: what the process remembers of it, and what processes share. The durable store
 * alone decides; a cache only moves forward, and is late by a configured bound at most.
 *
 * <p>Storage puts them together by its settings; nothing here is made by users.
 */
@NullMarked
package dev.chatstore.core.tier;

import org.jspecify.annotations.NullMarked;
