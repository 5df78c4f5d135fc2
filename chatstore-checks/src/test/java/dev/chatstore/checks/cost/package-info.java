/** What operations cost in round trips, bytes and allocated memory, which no clock and no other load changes. */
@NullMarked
package dev.chatstore.checks.cost;

import org.jspecify.annotations.NullMarked;
