package dev.chatstore.core.pseudonym;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gives the loader behind the stored forms of ids alone. An outcome has the id that was given. */
final class PseudonymousLoader implements ConversationLoader {
    private final ConversationLoader loader;
    private final Pseudonyms pseudonyms;

    PseudonymousLoader(ConversationLoader loader, Pseudonyms pseudonyms) {
        this.loader = loader;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public List<LoadOutcome> load(List<ConversationSnapshot> conversations) {
        List<LoadOutcome> made =
                loader.load(conversations.stream().map(pseudonyms::of).toList());
        List<LoadOutcome> outcomes = new ArrayList<>(made.size());
        for (int i = 0; i < made.size(); i++) {
            outcomes.add(named(made.get(i), conversations.get(i).id()));
        }
        return outcomes;
    }

    private static LoadOutcome named(LoadOutcome outcome, ConversationId id) {
        return new LoadOutcome(id, outcome.loaded(), outcome.version());
    }

    @Override
    public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
        return named(loader.replace(pseudonyms.of(conversation), expectedVersion), conversation.id());
    }

    @Override
    public Instant now() {
        return loader.now();
    }

    @Override
    public void checkProfile(ConversationId id, Profile profile) {
        loader.checkProfile(pseudonyms.of(id), profile);
    }

    @Override
    public void checkMessage(ConversationId id, NewMessage message) {
        loader.checkMessage(pseudonyms.of(id), message);
    }

    @Override
    public long maxMessageBytes() {
        return loader.maxMessageBytes();
    }
}
