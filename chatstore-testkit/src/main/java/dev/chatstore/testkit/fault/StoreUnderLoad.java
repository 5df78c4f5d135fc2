package dev.chatstore.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Storage;

/** An open store under load, from before the first fault until it is judged. */
final class StoreUnderLoad implements AutoCloseable {
    static final int WRITERS = 8;
    static final int READERS = 4;

    private final Storage stores;
    private final FaultLoad load;
    private final Timeouts timeOuts;

    private StoreUnderLoad(Storage stores, FaultLoad load, Timeouts timeOuts) {
        this.stores = stores;
        this.load = load;
        this.timeOuts = timeOuts;
    }

    /** Takes over a store that was opened with those time-outs, and waits until it is in use. */
    static StoreUnderLoad start(Storage stores, Timeouts timeOuts, int writers) {
        StoreUnderLoad run = new StoreUnderLoad(stores, FaultLoad.start(stores.chats(), writers, READERS), timeOuts);
        run.load.awaitAnswersToAll(timeOuts.bound());
        return run;
    }

    FaultLoad load() {
        return load;
    }

    ChatStore chats() {
        return stores.chats();
    }

    /** Waits until the store works again by itself. */
    void awaitRecovery() {
        load.awaitAnswersToAll(timeOuts.bound());
    }

    /** Holds that nothing was lost or doubled, and that nobody waited for longer than the time-outs say. */
    LoadReport judge() {
        awaitRecovery();
        LoadReport report = load.judge(timeOuts.bound());
        assertThat(report.longest()).as("the longest call: %s", report).isLessThan(timeOuts.bound());
        return report;
    }

    @Override
    public void close() {
        load.close();
        stores.close();
    }
}
