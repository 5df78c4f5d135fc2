package dev.chatstore.core.dump;

import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.load.LoadCalls;
import dev.chatstore.core.load.LoadCalls.Loaded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stores conversations that come from elsewhere, many at a time, and compares those that exist. A conversation is released
 * once that is done. For one thread.
 */
final class Filling implements AutoCloseable {
    private static final int MESSAGES = ConversationLoader.MESSAGES_PER_CALL;
    private static final long BYTES = SpooledMessages.MEMORY_BYTES;

    private final Storage storage;
    private final FillingMode mode;
    private final RestoreTally tally;
    private final Runnable progress;
    private final LoadCalls<Incoming> calls;
    private final Existing existing;
    private final List<Incoming> waiting = new ArrayList<>();
    private final Set<Incoming> held = Collections.newSetFromMap(new IdentityHashMap<>());
    private long messages;
    private long bytes;

    /**
     * Creates an object that has stored nothing.
     *
     * @param progress is run after each call
     */
    Filling(Storage storage, FillingMode mode, RestoreTally tally, Runnable progress) {
        StoreAccess access = Access.to(storage);
        this.storage = storage;
        this.mode = mode;
        this.tally = tally;
        this.progress = progress;
        this.calls = new LoadCalls<>(access.loader(), "chatstore-restore", Incoming::snapshot, this::settle);
        this.existing = new Existing(access);
    }

    void add(Incoming conversation) {
        held.add(conversation);
        waiting.add(conversation);
        messages += conversation.messages();
        bytes += conversation.bytes();
        if (waiting.size() + messages >= MESSAGES || bytes >= BYTES) {
            send();
        }
    }

    private void send() {
        List<Incoming> taken = List.copyOf(waiting);
        waiting.clear();
        messages = 0;
        bytes = 0;
        if (mode == FillingMode.DRY_RUN) {
            taken.forEach(this::lookUp);
            settled(taken);
        } else {
            calls.begin(taken);
        }
    }

    /** Counts what would become of a conversation. */
    private void lookUp(Incoming conversation) {
        Optional<ConversationSnapshot> found = existing.find(conversation.id());
        if (found.isEmpty()) {
            tally.added(conversation, conversation.snapshot().head().version());
        } else if (isEqual(conversation, found.get())) {
            tally.alreadyThere(conversation, found.get().head().version());
        } else {
            tally.different(conversation);
        }
    }

    /** Stores all that waits, and returns when it is durable. */
    void flush() {
        if (!waiting.isEmpty()) {
            send();
        }
        calls.awaitAll();
    }

    private void settle(Loaded<Incoming> loaded) {
        ChatStoreException error = loaded.error();
        if (error == null) {
            settle(loaded.conversations(), loaded.outcomes());
            settled(loaded.conversations());
        } else if (!isOfConversation(error)) {
            throw error;
        } else if (loaded.conversations().size() == 1) {
            tally.refused(loaded.conversations().get(0), error);
            settled(loaded.conversations());
        } else {
            // One of them is refused: each by itself shows which.
            loaded.conversations().forEach(conversation -> calls.load(List.of(conversation)));
        }
    }

    /** Returns whether it is the conversation that the store refuses, not the store that is full or out of reach. */
    private static boolean isOfConversation(ChatStoreException error) {
        return error instanceof InvalidInputException
                || (error instanceof CorruptDataException corrupt && corrupt.conversation() != null)
                || (error instanceof LimitExceededException limit
                        && limit.limit().startsWith("limits."));
    }

    private void settle(List<Incoming> conversations, List<LoadOutcome> outcomes) {
        for (int i = 0; i < conversations.size(); i++) {
            if (outcomes.get(i).loaded()) {
                tally.added(conversations.get(i), outcomes.get(i).version());
            } else {
                compare(conversations.get(i));
            }
        }
    }

    private void compare(Incoming conversation) {
        Optional<ConversationSnapshot> found = existing.find(conversation.id());
        if (found.isPresent() && isEqual(conversation, found.get())) {
            tally.alreadyThere(conversation, found.get().head().version());
        } else if (found.isPresent() && mode == FillingMode.TAKING_THEIRS) {
            replace(conversation, found.get().head().version());
        } else {
            // Not found: somebody deletes and creates it at the same time.
            tally.different(conversation);
        }
    }

    /** Versions tell nothing but whether they are at least as high: in the place of a deleted one, they are raised. */
    private static boolean isEqual(Incoming conversation, ConversationSnapshot found) {
        try {
            return found.head().version() >= conversation.snapshot().head().version()
                    && found.head().messageCount() == conversation.messages()
                    && Contents.digest(ReadableContent.checked(found)).equals(conversation.digest());
        } catch (CorruptDataException e) {
            return false;
        }
    }

    private void replace(Incoming conversation, long version) {
        try {
            storage.chats().delete(conversation.id(), version);
        } catch (ConflictException e) {
            tally.different(conversation);
            return;
        }
        LoadOutcome outcome =
                calls.loader().load(List.of(conversation.snapshot())).get(0);
        if (outcome.loaded()) {
            tally.replaced(conversation, outcome.version());
        } else {
            tally.different(conversation);
        }
    }

    private void settled(List<Incoming> conversations) {
        // A long snapshot costs the store, and the next call looks at a later state.
        existing.close();
        release(conversations);
        progress.run();
    }

    private void release(Collection<Incoming> conversations) {
        conversations.forEach(conversation -> conversation.release().run());
        conversations.forEach(held::remove);
    }

    /** Waits for what is on its way, and frees all. */
    @Override
    public void close() {
        try {
            calls.awaitAll();
        } finally {
            calls.close();
            existing.close();
            release(List.copyOf(held));
        }
    }
}
