package dev.chatstore.core.transfer.bot;

import dev.chatstore.core.transfer.source.MessageSink;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.SourceMessage;
import java.io.IOException;

/**
 * Passes on what belongs to one of several conversations of a list.
 *
 * @param sink takes what belongs to it
 */
record OneConversation(MessageSink sink) implements MessageSink {
    /** The kind of what belongs to another conversation. */
    static final String OTHER = "of another conversation";

    @Override
    public void add(SourceMessage message) throws IOException {
        sink.add(message);
    }

    @Override
    public void skip(Place place, Refused reason) {
        sink.skip(place, reason);
    }

    @Override
    public void passOver(String kind) {
        if (!kind.equals(OTHER)) {
            sink.passOver(kind);
        }
    }
}
