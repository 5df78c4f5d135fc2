/**
 * The audit trail of a storage: who changed or removed what and when, as a chain in which a changed, removed or reordered
 * entry shows. {@link dev.chatstore.ChatStorage#audit()} reads it.
 */
@NullMarked
package dev.chatstore.core.audit;

import org.jspecify.annotations.NullMarked;
