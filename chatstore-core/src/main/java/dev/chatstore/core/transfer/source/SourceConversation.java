package dev.chatstore.core.transfer.source;

import dev.chatstore.api.Profile;
import java.io.IOException;

/**
 * A conversation of a source.
 *
 * @param id its id in the source, or one made of what it says
 * @param profile what is said about it
 * @param place where it is
 * @param messages its messages in the source's order
 */
public record SourceConversation(String id, Profile profile, Place place, Messages messages) {
    /** Messages that may be read several times, and are the same each time. */
    public interface Messages {
        /** Gives all messages, one at a time. */
        void read(MessageSink sink) throws IOException, Refused;
    }
}
