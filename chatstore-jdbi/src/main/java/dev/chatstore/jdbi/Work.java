package dev.chatstore.jdbi;

import org.jdbi.v3.core.Handle;

/** What is done in one transaction. It may run several times, each time in a new one. */
@FunctionalInterface
interface Work<T> {
    /**
     * Does the work.
     *
     * @param handle the connection, inside a transaction
     * @param again whether an earlier run may have been committed although its reply was lost
     */
    T run(Handle handle, boolean again);
}
