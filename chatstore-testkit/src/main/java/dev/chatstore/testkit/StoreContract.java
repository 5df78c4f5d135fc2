package dev.chatstore.testkit;

import dev.chatstore.api.Storage;
import java.time.InstantSource;
import java.util.Map;

/** What a contract needs to know about the store that it is held against. */
public abstract class StoreContract {
    /**
     * Opens the store under test, once or more within one test method. The data is empty when the method begins; the
     * contract closes what it opened.
     *
     * @param clock the time for the store to go by
     * @param settings what is configured beside the store's own place, such as {@code sessions.ttl}
     */
    protected abstract Storage open(InstantSource clock, Map<String, String> settings);

    /**
     * Makes the next commit of an open store durable and loses its reply. Does nothing where nothing lies between the
     * caller and the data.
     */
    protected abstract void loseNextReply();
}
