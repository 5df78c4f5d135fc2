package dev.chatstore.core.backend;

import dev.chatstore.api.Change;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Passes each change that a backend has committed on to those that joined, in the order in which they joined. A backend
 * is opened with the hub; caches and listeners join afterwards, before the first write. Whatever a receiver throws is
 * logged: the change is committed, which the writer must learn. Safe for use by several threads.
 */
public final class CommitHub implements Consumer<Change> {
    private final OutageLog outage = OutageLog.of("the report of committed changes", 1, System::nanoTime);
    private final List<Consumer<Change>> receivers = new CopyOnWriteArrayList<>();

    /** Creates a hub that nobody has joined. */
    public CommitHub() {}

    /**
     * Adds a receiver of all later changes.
     *
     * @param receiver is called by the thread that commits, before its caller is notified; it is quick, and
     *     recovers from its own failures
     */
    public void join(Consumer<Change> receiver) {
        receivers.add(receiver);
    }

    /** Passes on a change that was committed. */
    @Override
    public void accept(Change change) {
        for (Consumer<Change> receiver : receivers) {
            try {
                receiver.accept(change);
                outage.succeeded();
            } catch (Throwable e) {
                // Its message may quote what a user wrote.
                outage.failed(e.getClass().getName());
            }
        }
    }
}
