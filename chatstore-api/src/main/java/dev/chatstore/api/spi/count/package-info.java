/** What a {@code ContentReader} reads and returns: the numbers of which the counts of a store are made. */
@NullMarked
package dev.chatstore.api.spi.count;

import org.jspecify.annotations.NullMarked;
