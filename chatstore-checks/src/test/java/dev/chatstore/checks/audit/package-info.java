/** The audit trail on real stores. */
@NullMarked
package dev.chatstore.checks.audit;

import org.jspecify.annotations.NullMarked;
