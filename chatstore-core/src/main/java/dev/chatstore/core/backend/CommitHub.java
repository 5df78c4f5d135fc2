package dev.chatstore.core.backend;

import dev.chatstore.api.Change;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Passes each change that a backend has committed on to those that joined, in the order in which they joined. A backend
 * is opened with the hub; caches and listeners join afterwards, before the first write. Safe for use by several
 * threads.
 */
public final class CommitHub implements Consumer<Change> {
    private final List<Consumer<Change>> receivers = new CopyOnWriteArrayList<>();

    /** Creates a hub that nobody has joined. */
    public CommitHub() {}

    /**
     * Adds a receiver of all later changes.
     *
     * @param receiver is called by the thread that commits, before its caller is notified; it is quick and throws
     *     nothing
     */
    public void join(Consumer<Change> receiver) {
        receivers.add(receiver);
    }

    /** Passes on a change that was committed. */
    @Override
    public void accept(Change change) {
        receivers.forEach(receiver -> receiver.accept(change));
    }
}
