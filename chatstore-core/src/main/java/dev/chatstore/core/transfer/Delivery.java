package dev.chatstore.core.transfer;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.load.LoadCalls;
import dev.chatstore.core.transfer.identity.IdentifiedMessages;
import dev.chatstore.core.transfer.identity.ImportEntry;
import dev.chatstore.core.transfer.load.FittingProfile;
import dev.chatstore.core.transfer.load.NewConversation;
import dev.chatstore.core.transfer.load.NewConversations;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores conversations, many at a time. A conversation is taken for a new one and loaded whole, unless the last ones
 * existed: then it is looked up first. One that exists is merged with the source.
 */
final class Delivery implements AutoCloseable {
    private final ChatStore chats;
    private final Tally tally;
    private final RunLog log;
    private final GroupedCalls calls;
    private final @Nullable LoadCalls<NewConversation> loads;
    private final NewConversations waiting = new NewConversations();
    /** Whether some of the conversations that were stored last existed: so may the next ones. */
    private boolean looksUp;

    private boolean lastCall;
    private boolean withinConversation;

    Delivery(ChatStore chats, Tally tally, RunLog log) {
        this.chats = chats;
        this.tally = tally;
        this.log = log;
        calls = new GroupedCalls(chats, tally, log);
        loads = log.isDry()
                ? null
                : ConversationLoader.of(chats)
                        .map(loader -> new LoadCalls<>(
                                loader,
                                "chatstore-import",
                                conversation -> conversation.snapshot(loader.now()),
                                this::loaded))
                        .orElse(null);
        looksUp = loads == null;
    }

    /**
     * Brings in a conversation.
     *
     * @param source reads its messages, again where that is needed
     * @throws Refused if it cannot be read to its end
     */
    void deliver(ConversationId id, Profile profile, Merge.Pass source, IdentifiedMessages.Receiver counts)
            throws IOException, Refused {
        FittingProfile fitting = fitting(id, profile);
        // What waits for the same conversation must be there before it is looked up.
        if (waiting.has(id) || (loads != null && loads.has(id))) {
            flush();
        }
        if (waiting.isFull()) {
            send();
        }
        withinConversation = false;
        boolean again = log.meet(id);
        NewConversation conversation = new NewConversation(id, fitting, looksUp && calls.exists(id), again);
        waiting.open(conversation);
        Reader reader = new Reader(conversation, counts);
        try {
            source.read(reader);
        } catch (IOException | Refused e) {
            reader.fail();
            throw e;
        }
        reader.end(source);
    }

    /** Returns whether a part of the conversation that is being read may be stored already. */
    boolean isWithinConversation() {
        return withinConversation;
    }

    private FittingProfile fitting(ConversationId id, Profile profile) {
        return ConversationLoader.of(chats)
                .map(loader -> FittingProfile.of(profile, each -> loader.checkProfile(id, each)))
                .orElseGet(() -> new FittingProfile(profile, ""));
    }

    /** Takes the messages of one conversation. */
    private final class Reader implements IdentifiedMessages.Receiver {
        private final NewConversation conversation;
        private final IdentifiedMessages.Receiver counts;
        private @Nullable Appending rest;
        private boolean again;
        private boolean begun;

        Reader(NewConversation conversation, IdentifiedMessages.Receiver counts) {
            this.conversation = conversation;
            this.counts = counts;
        }

        @Override
        public void message(ImportEntry entry) throws IOException {
            begin();
            counts.message(entry);
            if (rest != null) {
                rest.add(entry);
            } else if (!again) {
                waiting.add(conversation, entry);
                if (waiting.isOversize()) {
                    oversize();
                }
            }
        }

        /** Loads the conversation's beginning and appends the rest; one that exists is read again instead. */
        private void oversize() {
            ConversationId id = conversation.id();
            if (conversation.exists() || calls.exists(id)) {
                waiting.remove(conversation);
                conversation.entries().clear();
                again = true;
                withinConversation = true;
                return;
            }
            Delivery.this.flush();
            Appending appending = new Appending(chats, tally, log, id);
            conversation.entries().forEach(entry -> appending.stored(entry, entry.ordinal()));
            conversation.entries().clear();
            rest = appending;
            withinConversation = true;
        }

        private void begin() {
            if (!begun) {
                begun = true;
                tally.conversation();
            }
        }

        /** Stores what was read of a conversation that cannot be read on; one of which nothing was read is left out. */
        void fail() {
            if (!begun) {
                waiting.remove(conversation);
            }
            flush();
        }

        /** Stores what was read of a conversation whose beginning is stored. */
        void flush() {
            if (rest != null) {
                rest.flush();
            }
        }

        void end(Merge.Pass source) throws IOException, Refused {
            begin();
            flush();
            if (again) {
                Appending appending = new Appending(chats, tally, log, conversation.id());
                Merge.Pass cancellable = receiver -> source.read(entry -> {
                    counts.message(entry);
                    receiver.message(entry);
                });
                new Merge(chats, tally, appending, conversation.again()).run(cancellable);
            }
        }

        @Override
        public void skip(Place place, Refused reason) {
            counts.skip(place, reason);
        }

        @Override
        public void passOver(String kind) {
            counts.passOver(kind);
        }

        @Override
        public void unknownRole(Place place, String role) {
            counts.unknownRole(place, role);
        }
    }

    private void send() {
        List<NewConversation> absent = new ArrayList<>();
        List<NewConversation> existing = new ArrayList<>();
        for (NewConversation each : waiting.take()) {
            (each.exists() ? existing : absent).add(each);
        }
        if (!absent.isEmpty()) {
            store(absent);
        }
        if (!existing.isEmpty()) {
            looksUp = true;
            calls.merge(existing);
        }
    }

    private void store(List<NewConversation> absent) {
        if (log.isDry()) {
            absent.forEach(each -> tally.added(each.id(), each.entries()));
            absent.forEach(tally::created);
            tally.progress();
            return;
        }
        log.loading(absent);
        if (loads == null) {
            calls.create(absent);
        } else if (loads.arePending() || !lastCall) {
            loads.begin(absent);
        } else {
            // All that there was: no thread is needed.
            loads.load(absent);
        }
    }

    /** Counts conversations that were loaded. Those that were not, as one exists or is refused, are merged. */
    private void loaded(LoadCalls.Loaded<NewConversation> loaded) {
        ChatStoreException error = loaded.error();
        if (error != null && !GroupedCalls.isOfRecord(error) && !(error instanceof LimitExceededException)) {
            throw error;
        }
        looksUp = loaded.outcomes().stream().anyMatch(outcome -> !outcome.loaded());
        List<NewConversation> left = new ArrayList<>();
        for (int i = 0; i < loaded.conversations().size(); i++) {
            NewConversation each = loaded.conversations().get(i);
            if (error == null && loaded.outcomes().get(i).loaded()) {
                log.created(each.id());
                tally.created(each);
                tally.added(each.id(), each.entries());
            } else {
                left.add(each);
            }
        }
        tally.progress();
        if (error != null) {
            calls.create(left);
        } else {
            log.existed(left);
            calls.merge(left);
        }
    }

    /** Stores what waits, and returns when it is durable. */
    void flush() {
        lastCall = true;
        send();
        lastCall = false;
        if (loads != null) {
            loads.awaitAll();
        }
    }

    /** Waits for what is on its way, and counts it. */
    @Override
    public void close() {
        if (loads != null) {
            try {
                loads.awaitAll();
            } finally {
                loads.close();
            }
        }
    }
}
