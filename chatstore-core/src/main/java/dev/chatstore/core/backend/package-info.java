/**
 * What backends and caches share next to the SPI: the open state, retries, interrupts, URLs, stored time, and rules
 * that every store applies the same way.
 */
@NullMarked
package dev.chatstore.core.backend;

import org.jspecify.annotations.NullMarked;
