package dev.chatstore.core.transfer.source;

import java.io.IOException;

/** Receives the messages of a conversation. */
public interface MessageSink {
    /** Receives a message. */
    void add(SourceMessage message) throws IOException;

    /** Notes a message that is left out. */
    void skip(Place place, Refused reason);

    /** Notes a record of the conversation that is no message, such as "joined the group". */
    void passOver(String kind);
}
