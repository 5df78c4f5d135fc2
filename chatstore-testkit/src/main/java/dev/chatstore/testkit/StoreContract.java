package dev.chatstore.testkit;

import dev.chatstore.api.Storage;
import java.time.InstantSource;
import java.util.Map;

/** The hooks through which a contract opens and disturbs the store under test. */
public abstract class StoreContract {
    /**
     * Opens the store under test. A test method may call this several times; the data is empty when the method begins.
     * The contract closes what it opened.
     *
     * @param clock the clock that the store uses
     * @param settings settings in addition to the store's URL, such as {@code sessions.ttl}
     */
    protected abstract Storage open(InstantSource clock, Map<String, String> settings);

    /**
     * Makes the next commit of an open store durable and loses its reply. Has no effect if no connection exists
     * between the caller and the data.
     */
    protected abstract void loseNextReply();

    /**
     * Returns how often the store is interrupted at random points: 10,000 times. A store that is made of others, whose contracts
     * are tested too, may be interrupted less often.
     */
    protected int interrupts() {
        return 10_000;
    }
}
