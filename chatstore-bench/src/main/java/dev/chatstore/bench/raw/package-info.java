/** The raw operations that the store is compared with, by plain JDBC. */
@NullMarked
package dev.chatstore.bench.raw;

import org.jspecify.annotations.NullMarked;
