package dev.chatstore.cli.store;

import dev.chatstore.ChatStorage;
import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.api.ChatStore;
import dev.chatstore.cli.output.Console;
import org.jspecify.annotations.Nullable;

/**
 * The store of a command, or two. If the user interrupts the command, the calls that are running end, the stores are closed,
 * and a message says how to go on.
 */
public final class OpenStore implements AutoCloseable {
    private final ChatStorage storage;
    private final @Nullable ChatStorage target;
    private final Interruption interruption;
    private final Thread whenInterrupted;

    private OpenStore(ChatStorage storage, @Nullable ChatStorage target, Console console, String advice) {
        this.storage = storage;
        this.target = target;
        interruption = new Interruption(console, this::closeStores, advice);
        whenInterrupted = new Thread(interruption, "chatstore-interrupted");
    }

    static OpenStore open(ChatStorageBuilder builder, Console console, String advice) {
        return new OpenStore(builder.open(), null, console, advice).hooked();
    }

    static OpenStore open(ChatStorageBuilder builder, ChatStorageBuilder other, Console console, String advice) {
        ChatStorage storage = builder.open();
        try {
            return new OpenStore(storage, other.open(), console, advice).hooked();
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    private OpenStore hooked() {
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
        return this;
    }

    /** Returns the store of conversations, read past all caches: what is shown is what is stored. */
    public ChatStore chats() {
        return storage.chats().latest();
    }

    /** Returns the whole storage. */
    public ChatStorage storage() {
        return storage;
    }

    /**
     * Returns the whole storage of the other store.
     *
     * @throws IllegalStateException if only one was opened
     */
    public ChatStorage target() {
        if (target == null) {
            throw new IllegalStateException("the command has opened one store only");
        }
        return target;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        } catch (IllegalStateException e) {
            // The hook is running, and closes the stores as well.
            interruption.commandEnded();
        }
        closeStores();
    }

    private void closeStores() {
        try {
            storage.close();
        } finally {
            if (target != null) {
                target.close();
            }
        }
    }
}
