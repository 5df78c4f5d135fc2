package dev.chatstore.core.transfer.source;

import dev.chatstore.api.ConversationId;
import org.jspecify.annotations.Nullable;

/** Where in which file a record stands; the message is its index in the conversation's list. */
public record Place(
        String file,
        Region region,
        @Nullable ConversationId conversation,
        @Nullable Long message) {
    /** Returns the place of a conversation or a file in a file. */
    public static Place of(JsonSource source, Region region) {
        return new Place(source.name(), region, null, null);
    }

    /** Returns the place of a message, by its index in its conversation's list. */
    public static Place of(JsonSource source, Region region, long message) {
        return new Place(source.name(), region, null, message);
    }

    /** Returns this place in a conversation. */
    public Place in(ConversationId id) {
        return new Place(file, region, id, message);
    }
}
