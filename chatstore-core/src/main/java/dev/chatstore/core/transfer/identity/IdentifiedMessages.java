package dev.chatstore.core.transfer.identity;

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
import dev.chatstore.core.transfer.source.Storable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives the messages of a conversation their ids, and says what each follows. It is the same in each pass over a source:
 * the source's own ids, and where there are none, digests of what the messages say and of how often that has come.
 */
public final class IdentifiedMessages implements MessageSink {
    private final ConversationId conversation;
    private final MessageNaming naming;
    private final @Nullable ConversationLoader limits;
    private final Receiver receiver;
    private final Ordinals ordinals = new Ordinals();
    private final LongMap counts = new LongMap();
    private final ListPlaces places = new ListPlaces();
    private int ordinal;

    /**
     * Begins a pass.
     *
     * @param limits checks the size of messages, or null if the store checks it itself
     */
    public IdentifiedMessages(
            ConversationId conversation, MessageNaming naming, @Nullable ConversationLoader limits, Receiver receiver) {
        this.conversation = conversation;
        this.naming = naming;
        this.limits = limits;
        this.receiver = receiver;
    }

    /** Receives the messages of one pass. */
    public interface Receiver {
        /** Receives a message. */
        void message(ImportEntry entry) throws IOException;

        /** Notes a record that is left out. */
        default void skip(Place place, Refused reason) {
            // Counted by the first pass.
        }

        /** Notes a record that is no message. */
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
        NewMessage message;
        try {
            message = withStoredAuthor(given.message());
        } catch (InvalidInputException e) {
            receiver.skip(place, Refused.of(e));
            return;
        }
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
        String id = id(given, message, changes);
        Long listed = place.message();
        if (listed != null) {
            places.add(listed + 1, ordinal);
        }
        String follows = given.parent();
        long number = follows == null ? 0 : SourceMessage.number(follows);
        int parent = number == 0 ? parent(follows) : numbered(number, changes);
        String elsewhere = parent == ImportEntry.PREVIOUS && number == 0 ? follows : null;
        receiver.message(new ImportEntry(ordinal, message.withId(id), parent, elsewhere, place, changes));
    }

    private NewMessage withStoredAuthor(NewMessage message) {
        String author = naming.pseudonyms().author(conversation.tenant(), message.author());
        return Objects.equals(author, message.author()) ? message : message.withAuthor(author);
    }

    private NewMessage checked(ConversationLoader loader, NewMessage message, List<String> changes) {
        NewMessage fitting = message;
        // What stands next to the text must not cost the text, and the largest of it not the rest.
        while (true) {
            try {
                loader.checkMessage(conversation, fitting);
                break;
            } catch (LimitExceededException e) {
                if (fitting.metadata().isEmpty()) {
                    throw e;
                }
                fitting = fitting.withMetadata(Storable.withoutLargest(fitting.metadata()));
            }
        }
        if (fitting.metadata().size() < message.metadata().size()) {
            changes.add("its metadata is over the limit, and its largest values were left out");
        }
        return fitting;
    }

    private String id(SourceMessage source, NewMessage message, List<String> changes) {
        String given = source.id();
        if (given != null) {
            if (ordinals.get(given) == 0) {
                ordinals.put(given, ordinal);
                return given;
            }
            changes.add("its id is that of an earlier message, and was replaced");
        }
        byte[] digest = new Digest()
                .add(naming.origin())
                .add(conversation.value())
                .add(Objects.requireNonNullElse(given, ""))
                .add(source.identity())
                .add(Objects.requireNonNullElse(message.author(), ""))
                .add(message.text())
                .bytes();
        return Digest.id(digest, counts.increment(Digest.first(digest)));
    }

    private int parent(@Nullable String given) {
        if (SourceMessage.START.equals(given)) {
            return 0;
        }
        int parent = given == null ? 0 : ordinals.get(given);
        return parent == 0 || parent == ordinal ? ImportEntry.PREVIOUS : parent;
    }

    private int numbered(long number, List<String> changes) {
        int parent = places.ordinal(number);
        if (parent == 0) {
            changes.add("it follows a message that is not there");
            return ImportEntry.PREVIOUS;
        }
        return parent == ordinal - 1 ? ImportEntry.PREVIOUS : parent;
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
