/** All tiers together on real servers: contracts, costs, and faults under load. */
@NullMarked
package dev.chatstore.checks.tiers;

import org.jspecify.annotations.NullMarked;
