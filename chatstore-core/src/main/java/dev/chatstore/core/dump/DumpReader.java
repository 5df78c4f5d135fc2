package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoredSession;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a dump from its first to its last line. A conversation is handed out after its end was read and its digest was found
 * right; a dump ends with a trailer that agrees with all of it, and nothing after. For one thread.
 */
final class DumpReader implements Closeable {
    private final LineSource lines;
    private final Consumer<Incoming> conversations;
    private final Consumer<StoredSession> sessions;
    private final DigestSum sum = new DigestSum();
    private long leftOut;
    private @Nullable Open open;

    /** A conversation whose end was not read yet. */
    private record Open(Conversation head, ContentDigest digest, SpooledMessages messages) {}

    /**
     * Begins to read. Closing the reader also closes the stream.
     *
     * @param conversations receives each conversation, and is to release it
     */
    DumpReader(InputStream in, Consumer<Incoming> conversations, Consumer<StoredSession> sessions) throws IOException {
        this.lines = new LineSource(in);
        this.conversations = conversations;
        this.sessions = sessions;
    }

    /** Returns the number of the line that was read last. */
    long line() {
        return lines.number();
    }

    /** Returns how many bytes of the text come before that line. */
    long offset() {
        return lines.offset();
    }

    DumpHeader header() throws IOException, MalformedLineException {
        Fields first = lines.next();
        if (first == null) {
            throw new MalformedLineException("is missing: the file is empty");
        }
        return DumpHeader.read(first);
    }

    /** Reads all that follows the header, and returns what the dump holds. */
    StoreDigest readAll() throws IOException, MalformedLineException {
        while (true) {
            Fields line = lines.next();
            if (line == null) {
                throw new MalformedLineException("is missing: the dump is cut");
            }
            String name = line.first();
            if ("trailer".equals(name)) {
                return trailer(line);
            }
            try {
                read(name, line);
            } catch (InvalidInputException e) {
                throw new MalformedLineException("is malformed: " + e.getMessage());
            }
        }
    }

    private void read(@Nullable String name, Fields line) throws IOException, MalformedLineException {
        if (name == null) {
            throw new MalformedLineException("is an object without a field");
        }
        switch (name) {
            case ConversationLine.NAME -> {
                checkClosed();
                Conversation head = ConversationLine.read(only(line, name));
                open = new Open(head, Contents.begin(head), new SpooledMessages());
            }
            case MessageLine.NAME -> add(MessageLine.read(only(line, name)));
            case "end" -> end(only(line, name));
            case "leftOut" -> {
                only(line, name).end();
                forget();
                leftOut++;
            }
            case SessionLine.NAME -> {
                checkClosed();
                StoredSession session = SessionLine.read(only(line, name));
                sum.add(session, Contents.digest(session));
                sessions.accept(session);
            }
            default ->
                throw new MalformedLineException(
                        "is of a kind that this version does not know: a newer version may have written it");
        }
    }

    private static Fields only(Fields line, String name) throws MalformedLineException {
        Fields fields = line.fields(name);
        line.end();
        return fields;
    }

    private void add(MessageSnapshot message) throws IOException, MalformedLineException {
        Open current = opened();
        if (message.message().sequence() != current.messages().count() + 1) {
            throw new MalformedLineException("is not the next message of its conversation");
        }
        Contents.add(current.digest(), current.head(), message);
        current.messages().add(message, lines);
    }

    private void end(Fields fields) throws IOException, MalformedLineException {
        Open ended = opened();
        long messages = fields.number("messages");
        String digest = fields.text("digest");
        fields.end();
        Conversation head = ended.head();
        String content = ended.digest().end();
        if (messages != ended.messages().count()
                || messages != head.messageCount()
                || !digest.equals(Contents.versioned(content, head.version()))) {
            throw new MalformedLineException(
                    "is the end of " + head.id() + ", which does not have its digest: it is damaged");
        }
        ended.messages().end();
        sum.add(head, content);
        open = null;
        conversations.accept(new Incoming(
                new ConversationSnapshot(head, ended.messages()),
                content,
                ended.messages().memoryBytes(),
                ended.messages()::close));
    }

    private StoreDigest trailer(Fields line) throws IOException, MalformedLineException {
        checkClosed();
        Fields fields = only(line, "trailer");
        StoreDigest total = sum.total();
        StoreDigest said = new StoreDigest(
                fields.number("conversations"),
                fields.number("messages"),
                fields.number("sessions"),
                fields.text("digest"));
        long saidLeftOut = fields.number("leftOut");
        fields.end();
        if (!said.equals(total) || saidLeftOut != leftOut) {
            throw new MalformedLineException("is a trailer that does not agree with the dump: something is missing");
        }
        if (lines.next() != null) {
            throw new MalformedLineException("follows the trailer");
        }
        return total;
    }

    private Open opened() throws MalformedLineException {
        if (open == null) {
            throw new MalformedLineException("belongs to no conversation");
        }
        return open;
    }

    private void checkClosed() throws MalformedLineException {
        if (open != null) {
            throw new MalformedLineException(
                    "comes before the end of " + open.head().id());
        }
    }

    /** Returns how many conversations the dump says were left out. */
    long leftOut() {
        return leftOut;
    }

    private void forget() {
        if (open != null) {
            open.messages().close();
            open = null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            forget();
        } finally {
            lines.close();
        }
    }
}
