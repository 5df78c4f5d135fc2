package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;

/**
 * Delivers changes to the listener of one subscription. Called by one thread at a time. An exception means that the
 * store could not be read; delivery is retried later.
 */
interface ChangeDelivery {
    /** Delivers a change. */
    void changed(Change change);

    /** Finds out which changes were missed, and delivers those. */
    void missed();
}
