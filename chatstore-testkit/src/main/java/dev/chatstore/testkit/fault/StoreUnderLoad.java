package dev.chatstore.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Storage;

/** An open store under load, from before the first fault until the final check. */
final class StoreUnderLoad implements AutoCloseable {
    static final int WRITERS = 8;
    static final int READERS = 4;

    private final Storage storage;
    private final FaultLoad load;
    private final Timeouts timeouts;

    private StoreUnderLoad(Storage storage, FaultLoad load, Timeouts timeouts) {
        this.storage = storage;
        this.load = load;
        this.timeouts = timeouts;
    }

    /** Starts the load on a store that was opened with the timeouts, and waits until every thread succeeds. */
    static StoreUnderLoad start(Storage storage, Timeouts timeouts, int writers) {
        StoreUnderLoad run = new StoreUnderLoad(storage, FaultLoad.start(storage.chats(), writers, READERS), timeouts);
        run.load.awaitSuccessOfAll(timeouts.bound());
        return run;
    }

    FaultLoad load() {
        return load;
    }

    ChatStore chats() {
        return storage.chats();
    }

    /** Waits until the store works again without help. */
    void awaitRecovery() {
        load.awaitSuccessOfAll(timeouts.bound());
    }

    /** Asserts that nothing was lost or duplicated, and that no call took longer than the timeouts allow. */
    LoadReport endAndCheck() {
        awaitRecovery();
        LoadReport report = load.endAndCheck(timeouts.bound());
        assertThat(report.longest()).as("the longest call: %s", report).isLessThan(timeouts.bound());
        return report;
    }

    @Override
    public void close() {
        load.close();
        storage.close();
    }
}
