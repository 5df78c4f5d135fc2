package dev.chatstore.core.archive;

import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import java.time.Instant;
import java.util.List;

/** Loads conversations, and removes what a replaced one had outside of the store. */
final class ArchivedLoader implements ConversationLoader {
    private final ConversationLoader durable;
    private final OutsideContents outside;

    ArchivedLoader(ConversationLoader durable, OutsideContents outside) {
        this.durable = durable;
        this.outside = outside;
    }

    @Override
    public List<LoadOutcome> load(List<ConversationSnapshot> conversations) {
        return durable.load(conversations);
    }

    @Override
    public LoadOutcome replace(ConversationSnapshot conversation, long expectedVersion) {
        OutsideContents.Listed contents = outside.list(conversation.id());
        LoadOutcome outcome = durable.replace(conversation, expectedVersion);
        if (outcome.loaded()) {
            contents.remove();
        }
        return outcome;
    }

    @Override
    public Instant now() {
        return durable.now();
    }
}
