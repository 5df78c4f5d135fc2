/** What backends and caches share besides the SPI: retries, time, and rules that every store applies the same way. */
@NullMarked
package dev.chatstore.core.backend;

import org.jspecify.annotations.NullMarked;
