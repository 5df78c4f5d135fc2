/** Tests of the audit trail. */
@NullMarked
package dev.chatstore.core.audit;

import org.jspecify.annotations.NullMarked;
