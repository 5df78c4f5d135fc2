package dev.chatstore.cli.command;

import dev.chatstore.ChatStorageBuilder;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.store.OpenStore;
import dev.chatstore.cli.store.StoreOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** The options of every command that works on a store. */
public final class CommonOptions extends ResultOptions {
    /** What an interrupted command says that only reads. */
    private static final String READ_ONLY = "Nothing was changed.";

    @Mixin
    private final StoreOptions store;

    /** Creates the options of a command in a process. */
    public CommonOptions(Console console, Map<String, String> environment) {
        super(console);
        this.store = new StoreOptions(environment, console.secrets());
    }

    /** Opens the store to read it. */
    public OpenStore open() throws IOException {
        return store.open(console(), READ_ONLY);
    }

    /** Opens the store to change it. What an interrupted command says explains how to go on. */
    public OpenStore open(String whenInterrupted) throws IOException {
        return store.open(console(), whenInterrupted);
    }

    /** Opens the store to convert its ids to pseudonyms, which are shown as they are stored. */
    public OpenStore openToPseudonymise(String whenInterrupted) throws IOException {
        return store.openToPseudonymise(console(), whenInterrupted);
    }

    /** Opens the store to read it, and waits for it no longer than a time. */
    public OpenStore openWithin(Duration timeout) throws IOException {
        return store.openWithin(timeout, console(), READ_ONLY);
    }

    /** Opens the store, which exists, and another one. */
    public OpenStore openWith(ChatStorageBuilder other, String whenInterrupted) throws IOException {
        return store.openWith(other, console(), whenInterrupted);
    }

    /** Opens the store, and creates it if it does not exist and this is no dry run. */
    public OpenStore create(boolean dryRun, String whenInterrupted) throws IOException {
        return dryRun ? store.openForDryRun(console(), READ_ONLY) : store.create(console(), whenInterrupted);
    }

    /** Notes if the shared cache has still to drop something, and returns whether it has. */
    public boolean notePendingInvalidations(OpenStore store) {
        long pending = store.storage().caches().statistics().pendingInvalidations();
        if (pending > 0) {
            note("The shared cache did not answer: it may show " + pending + " of them for a while."
                    + " Once it answers, run chatstore caches invalidate.");
        }
        return pending > 0;
    }
}
