package dev.chatstore.jdbi.append;

import dev.chatstore.jdbi.sql.RetryContext;
import java.util.List;

/** A way to write the appends of a group. Implementations are safe for use by several threads. */
interface GroupAppend {
    /**
     * Writes appends and returns their results in the same order.
     *
     * @param retry the deadline for retries, and whether the appends may be committed already
     */
    List<AppendResult> run(List<AppendWithToken> appends, RetryContext retry);
}
