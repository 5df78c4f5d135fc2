package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.dump.form.Spooled;
import dev.chatstore.core.load.LoadCalls;
import dev.chatstore.core.load.LoadCalls.Loaded;
import dev.chatstore.core.pseudonym.Pseudonyms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores conversations that come from elsewhere, many at a time, and compares those that exist. A conversation is released
 * once that is done. For one thread.
 */
final class ConversationRestore implements AutoCloseable {
    private static final int MESSAGES = ConversationLoader.MESSAGES_PER_CALL;
    private static final long BYTES = Spooled.MEMORY_BYTES;

    private final StoreAccess store;
    private final Pseudonyms pseudonyms;
    private final Options options;
    private final RestoreTally tally;
    private final Runnable progress;
    private final LoadCalls<Incoming> calls;
    private final Existing existing;
    private final List<Incoming> waiting = new ArrayList<>();
    private final Set<Incoming> held = Collections.newSetFromMap(new IdentityHashMap<>());
    private long messages;
    private long bytes;
    private boolean stopped;

    /**
     * Creates an object that has stored nothing.
     *
     * @param progress is run after each call
     */
    ConversationRestore(Storage storage, Options options, RestoreTally tally, Runnable progress) {
        this.store = Access.to(storage);
        this.pseudonyms = Pseudonyms.in(storage);
        this.options = options;
        this.tally = tally;
        this.progress = progress;
        this.calls = new LoadCalls<>(store.loader(), "chatstore-restore", Incoming::snapshot, this::finish);
        this.existing = new Existing(store);
    }

    /**
     * How a restore or a copy treats its target.
     *
     * @param onConflict what it does with what exists and is different
     * @param dryRun whether it writes nothing
     */
    record Options(Conflict onConflict, boolean dryRun) {
        static final Options DEFAULT = new Options(Conflict.SKIP, false);

        Options withConflict(Conflict conflict) {
            return new Options(Access.required("conflict", conflict), dryRun);
        }

        Options asDryRun() {
            return new Options(onConflict, true);
        }

        boolean replaces() {
            return onConflict == Conflict.REPLACE;
        }
    }

    /** A conversation that takes the place of one that exists at a version, or of none at version 0. */
    private record Pending(Incoming conversation, long version) {}

    void add(Incoming given) {
        Incoming conversation = given.in(pseudonyms);
        held.add(conversation);
        waiting.add(conversation);
        messages += conversation.messages();
        bytes += conversation.bytes();
        if (waiting.size() + messages >= MESSAGES || bytes >= BYTES) {
            send();
        }
    }

    /**
     * Lets a run end between two calls.
     *
     * @throws UnavailableException if the thread is interrupted. It stays interrupted
     */
    static void checkNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw UnavailableException.maybeDone(
                    "the thread was interrupted; what was stored until then stays: call again to continue", true, null);
        }
    }

    private void send() {
        checkNotInterrupted();
        List<Incoming> taken = List.copyOf(waiting);
        waiting.clear();
        messages = 0;
        bytes = 0;
        if (options.dryRun()) {
            taken.forEach(this::predict);
            done(taken);
        } else {
            calls.begin(taken);
        }
    }

    /** Stores all that waits, and returns when it is durable. */
    void flush() {
        if (!waiting.isEmpty()) {
            send();
        }
        calls.awaitAll();
    }

    /** Counts what would become of a conversation. */
    private void predict(Incoming conversation) {
        try {
            Existing.Comparison found = existing.compare(conversation);
            switch (found.state()) {
                case EQUAL -> tally.alreadyThere(conversation, found.version());
                case MISSING -> {
                    store.check(conversation.snapshot());
                    tally.added(conversation, conversation.snapshot().head().version());
                }
                case DIFFERENT -> predictConflict(conversation);
                case UNREADABLE -> tally.different(conversation);
            }
        } catch (ChatStoreException e) {
            refuse(conversation, e);
        }
    }

    private void predictConflict(Incoming conversation) {
        if (options.replaces()) {
            store.check(conversation.snapshot());
            tally.replaced(conversation, conversation.snapshot().head().version());
        } else {
            tally.different(conversation);
        }
    }

    private void refuse(Incoming conversation, ChatStoreException error) {
        if (!RestoreTally.isRefusal(error)) {
            throw error;
        }
        tally.refused(conversation, error);
    }

    /** After a failure, a call that is on its way is awaited, and nothing else is begun. */
    private void finish(Loaded<Incoming> loaded) {
        if (stopped) {
            return;
        }
        boolean finished = false;
        try {
            finishCall(loaded);
            finished = true;
        } finally {
            stopped |= !finished;
        }
    }

    private void finishCall(Loaded<Incoming> loaded) {
        ChatStoreException error = loaded.error();
        List<Incoming> conversations = loaded.conversations();
        if (error == null) {
            finishAll(conversations, loaded.outcomes());
        } else if (!RestoreTally.hasRefusal(error)) {
            throw error;
        } else if (conversations.size() == 1) {
            store(pending(conversations.get(0), error));
            done(conversations);
        } else {
            // One of them is refused: halves show which.
            int half = conversations.size() / 2;
            calls.load(conversations.subList(0, half));
            calls.load(conversations.subList(half, conversations.size()));
        }
    }

    private void finishAll(List<Incoming> conversations, List<LoadOutcome> outcomes) {
        List<Pending> pending = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            if (outcomes.get(i).loaded()) {
                tally.added(conversations.get(i), outcomes.get(i).version());
            } else {
                pending.addAll(pending(conversations.get(i), null));
            }
        }
        store(pending);
        done(conversations);
    }

    /**
     * Counts a conversation that was not loaded, or returns it if it is to be stored by itself.
     *
     * @param refusal why the store refuses it, or null if it exists
     */
    private List<Pending> pending(Incoming conversation, @Nullable ChatStoreException refusal) {
        Existing.Comparison found;
        try {
            found = existing.compare(conversation);
        } catch (CorruptDataException e) {
            refuse(conversation, e);
            return List.of();
        }
        boolean isConflict = found.state() == Existing.State.DIFFERENT;
        if (found.state() == Existing.State.EQUAL) {
            tally.alreadyThere(conversation, found.version());
        } else if (isConflict && !options.replaces()) {
            tally.different(conversation);
        } else if (refusal != null) {
            refuse(conversation, refusal);
        } else if (found.state() == Existing.State.UNREADABLE) {
            tally.different(conversation);
        } else {
            // What is missing now was deleted at this moment.
            return List.of(new Pending(conversation, found.version()));
        }
        return List.of();
    }

    private void store(List<Pending> pending) {
        // Its connection may be the only one.
        existing.close();
        pending.forEach(this::store);
    }

    private void store(Pending pending) {
        Incoming conversation = pending.conversation();
        try {
            LoadOutcome outcome = pending.version() == 0
                    ? store.loader().load(List.of(conversation.snapshot())).get(0)
                    : store.loader().replace(conversation.snapshot(), pending.version());
            if (!outcome.loaded()) {
                tally.different(conversation);
            } else if (pending.version() == 0) {
                tally.added(conversation, outcome.version());
            } else {
                tally.replaced(conversation, outcome.version());
            }
        } catch (ChatStoreException e) {
            refuse(conversation, e);
        }
    }

    private void done(List<Incoming> conversations) {
        // A long snapshot costs the store, and the next call looks at a later state.
        existing.close();
        release(conversations);
        progress.run();
    }

    private void release(Collection<Incoming> conversations) {
        conversations.forEach(held::remove);
        conversations.forEach(conversation -> conversation.release().run());
    }

    /** Waits for what is on its way, and frees all. */
    @Override
    public void close() {
        stopped = true;
        try {
            calls.awaitAll();
        } finally {
            calls.close();
            existing.close();
            release(List.copyOf(held));
        }
    }
}
