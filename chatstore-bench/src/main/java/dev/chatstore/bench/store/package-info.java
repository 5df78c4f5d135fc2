/** The stores that are measured, on databases of their own. */
@NullMarked
package dev.chatstore.bench.store;

import org.jspecify.annotations.NullMarked;
