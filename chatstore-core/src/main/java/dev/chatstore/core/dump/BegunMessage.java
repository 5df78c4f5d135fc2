package dev.chatstore.core.dump;

import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageSnapshot;
import java.util.ArrayList;
import java.util.List;

/** A message that was read from its line, whose earlier revisions follow. For one thread. */
final class BegunMessage {
    /** What a revision takes besides its line. */
    private static final int PER_REVISION = 200;

    private final Message message;
    private final List<Message> earlier = new ArrayList<>();
    private long bytes;

    /**
     * Begins a message.
     *
     * @param fields the fields of its line
     * @param bytes the length of the line
     */
    BegunMessage(Fields fields, long bytes) throws MalformedLineException {
        message = MessageLine.read(fields);
        this.bytes = bytes;
    }

    /** Adds the next earlier revision from its line. */
    void add(Fields fields, long lineBytes) throws MalformedLineException {
        if (isWhole()) {
            throw new MalformedLineException("is a revision too many of its message");
        }
        earlier.add(MessageLine.readRevision(fields, message));
        bytes += PER_REVISION + lineBytes;
    }

    /** Returns whether all earlier revisions were added; a redacted message has none. */
    boolean isWhole() {
        return message.redacted() || earlier.size() >= message.revision() - 1;
    }

    MessageSnapshot snapshot() {
        return new MessageSnapshot(message, earlier);
    }

    long sequence() {
        return message.sequence();
    }

    /** Returns about how many bytes it takes. */
    long bytes() {
        return bytes;
    }
}
