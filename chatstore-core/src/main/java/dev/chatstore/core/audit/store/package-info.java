/** How trails are kept in a store, and what records into them. */
@NullMarked
package dev.chatstore.core.audit.store;

import org.jspecify.annotations.NullMarked;
