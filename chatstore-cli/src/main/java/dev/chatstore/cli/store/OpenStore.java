package dev.chatstore.cli.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ChatStore;
import dev.chatstore.cli.output.Console;

/**
 * The store of a command. If the user interrupts the command, the calls that are running end, the store is closed, and a
 * message says how to go on.
 */
public final class OpenStore implements AutoCloseable {
    private final ChatStorage storage;
    private final Interruption interruption;
    private final Thread whenInterrupted;

    private OpenStore(ChatStorage storage, Interruption interruption) {
        this.storage = storage;
        this.interruption = interruption;
        whenInterrupted = new Thread(interruption, "chatstore-interrupted");
    }

    static OpenStore open(ChatStorageBuilder builder, Console console, String advice) {
        ChatStorage storage = builder.open();
        OpenStore store = new OpenStore(storage, new Interruption(console, storage::close, advice));
        Runtime.getRuntime().addShutdownHook(store.whenInterrupted);
        return store;
    }

    /** Returns the store of conversations, read past all caches: what is shown is what is stored. */
    public ChatStore chats() {
        return storage.chats().latest();
    }

    /** Returns the whole storage. */
    public ChatStorage storage() {
        return storage;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        } catch (IllegalStateException e) {
            // The hook is running, and closes the store as well.
            interruption.commandEnded();
        }
        storage.close();
    }
}
