package dev.chatstore.testkit;

import dev.chatstore.api.Storage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A nested group of tests of a contract. Each test gets the store under test, freshly opened. */
public abstract class ContractGroup {
    protected static final int RACERS = 8;
    protected static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    protected final MutableClock clock = MutableClock.at(START);
    protected Storage storage;

    private final StoreContract contract;

    protected ContractGroup(StoreContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    final void openStorage() {
        storage = contract.open(clock, settings());
    }

    @AfterEach
    final void closeStorage() {
        storage.close();
    }

    /** Returns the settings to open the store with. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    /** Makes the next commit of the store durable and loses its reply, where a reply can be lost. */
    protected final void loseNextReply() {
        contract.loseNextReply();
    }

    /** Returns how often the store is to be interrupted at random points. */
    protected final int interrupts() {
        return contract.interrupts();
    }
}
