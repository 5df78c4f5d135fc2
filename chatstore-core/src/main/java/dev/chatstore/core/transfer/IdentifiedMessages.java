package dev.chatstore.core.transfer;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.core.transfer.source.Digest;
import dev.chatstore.core.transfer.source.LongMap;
import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Ordinals;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives the messages of a conversation their ids, and says what each follows. It is the same in each pass over a source:
 * the source's own ids, and where there are none, digests of what the messages say and of how often that has come.
 */
final class IdentifiedMessages implements MessageSink {
    private final ConversationId conversation;
    private final String origin;
    private final @Nullable ConversationLoader limits;
    private final Receiver receiver;
    private final Ordinals ordinals = new Ordinals();
    private final LongMap counts = new LongMap();
    private int ordinal;

    /**
     * Begins a pass.
     *
     * @param origin a name that tells messages without ids from those of other sources, or empty
     * @param limits checks the size of messages, or null if the store checks it itself
     */
    IdentifiedMessages(
            ConversationId conversation, String origin, @Nullable ConversationLoader limits, Receiver receiver) {
        this.conversation = conversation;
        this.origin = origin;
        this.limits = limits;
        this.receiver = receiver;
    }

    /** Receives the messages of one pass. */
    interface Receiver {
        void message(ImportEntry entry) throws IOException;

        default void skip(Place place, Refused reason) {
            // Counted by the first pass.
        }

        default void passOver(String kind) {
            // Counted by the first pass.
        }

        /** Notes a message that is left out as its role is not known. */
        default void unknownRole(Place place, String role) {
            skip(place, new Refused("has a role that is not known"));
        }
    }

    @Override
    public void add(SourceMessage given) throws IOException {
        Place place = given.place().in(conversation);
        if (given.unknownRole() != null) {
            receiver.unknownRole(place, given.unknownRole());
            return;
        }
        List<String> changes = new ArrayList<>(given.changes());
        NewMessage message = given.message();
        if (limits != null) {
            try {
                message = checked(limits, message, changes);
            } catch (LimitExceededException e) {
                receiver.skip(place, Refused.of(e));
                return;
            } catch (InvalidInputException e) {
                receiver.skip(place, Refused.of(e));
                return;
            }
        }
        ordinal++;
        String id = id(given.id(), message, changes);
        int parent = parent(given.parent(), changes);
        receiver.message(new ImportEntry(ordinal, message.withId(id), parent, place, changes));
    }

    private NewMessage checked(ConversationLoader loader, NewMessage message, List<String> changes) {
        try {
            loader.checkMessage(conversation, message);
            return message;
        } catch (LimitExceededException e) {
            // What stands beside the text must not cost the text.
            NewMessage bare = message.withMetadata(Map.of());
            if (message.metadata().isEmpty()) {
                throw e;
            }
            loader.checkMessage(conversation, bare);
            changes.add("its metadata is over the limit, and was left out");
            return bare;
        }
    }

    private String id(@Nullable String given, NewMessage message, List<String> changes) {
        if (given != null) {
            if (ordinals.get(given) == 0) {
                ordinals.put(given, ordinal);
                return given;
            }
            changes.add("its id is that of an earlier message, and was replaced");
        }
        Instant said = message.said();
        byte[] digest = new Digest()
                .add(origin)
                .add(conversation.value())
                .add(Objects.requireNonNullElse(given, ""))
                .add(message.role().label())
                .add(Objects.requireNonNullElse(message.author(), ""))
                .add(message.text())
                .add(said == null ? "" : said.toString())
                .bytes();
        return Digest.id(digest, counts.increment(Digest.first(digest)));
    }

    private int parent(@Nullable String given, List<String> changes) {
        if (given == null) {
            return ImportEntry.PREVIOUS;
        }
        int parent = given.equals(SourceMessage.START) ? 0 : ordinals.get(given);
        if (parent == ordinal - 1) {
            return ImportEntry.PREVIOUS;
        }
        if ((parent == 0 && !given.equals(SourceMessage.START)) || parent == ordinal) {
            changes.add("it follows a message that is not there");
            return ImportEntry.PREVIOUS;
        }
        return parent;
    }

    @Override
    public void skip(Place place, Refused reason) {
        receiver.skip(place.in(conversation), reason);
    }

    @Override
    public void passOver(String kind) {
        receiver.passOver(kind);
    }
}
