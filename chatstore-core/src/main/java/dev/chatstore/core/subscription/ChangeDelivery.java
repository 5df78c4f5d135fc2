package dev.chatstore.core.subscription;

import dev.chatstore.api.Change;

/**
 * Delivers changes to the listener of one subscription. But for its end, called by one thread at a time. An exception means that the
 * store could not be read; delivery is retried later.
 */
interface ChangeDelivery {
    /** Delivers a change. */
    void changed(Change change);

    /** Finds out which changes were missed, and delivers those. */
    void missed();

    /** Whether each newer change shows by itself what was missed before it, so that it may be delivered first. */
    boolean findsMissed();

    /** Ends delivery: one call of the listener may be running or about to begin, and none follows. Any thread may call it. */
    void close();
}
