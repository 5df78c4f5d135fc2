package dev.chatstore.core.dump;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.BegunMessage;
import dev.chatstore.core.dump.form.ContentDigest;
import dev.chatstore.core.dump.form.ContentDigests;
import dev.chatstore.core.dump.form.ConversationLine;
import dev.chatstore.core.dump.form.ForgottenLine;
import dev.chatstore.core.dump.form.LineFields;
import dev.chatstore.core.dump.form.LineSource;
import dev.chatstore.core.dump.form.MalformedLineException;
import dev.chatstore.core.dump.form.MessageLine;
import dev.chatstore.core.dump.form.SessionLine;
import dev.chatstore.core.dump.form.Spooled;
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
    /** Says that something could not be read. Like {@link #FORGET}, it ends a conversation that was begun. */
    static final String LEFT_OUT = "leftOut";

    static final String FORGET = "forget";

    /** Bounds what a forged file can take of the memory, which has all revisions of a message. */
    private static final long MAX_MESSAGE =
            Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final LineSource lines;
    private final Consumer<Incoming> conversations;
    private final Consumer<StoredSession> sessions;
    private final DigestSum sum = new DigestSum();
    private long leftOut;
    private @Nullable Open open;
    private @Nullable BegunMessage begun;

    /** A conversation whose end was not read yet. */
    private record Open(
            Conversation head,
            long headBytes,
            ContentDigest digest,
            Spooled<ForgottenMessage> forgotten,
            Spooled<MessageSnapshot> messages) {
        void endParts() throws IOException {
            forgotten.end();
            messages.end();
        }

        void close() {
            try (messages) {
                forgotten.close();
            }
        }

        long memoryBytes() {
            return headBytes + forgotten.memoryBytes() + messages.memoryBytes();
        }
    }

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
        LineFields first = lines.next();
        if (first == null) {
            throw new MalformedLineException("is missing: the file is empty");
        }
        return DumpHeader.read(first);
    }

    /** Reads all that follows the header, and returns what the dump holds. */
    StoreDigest readAll() throws IOException, MalformedLineException {
        while (true) {
            LineFields line = lines.next();
            if (line == null) {
                throw new MalformedLineException("is missing: the dump is cut");
            }
            String name = line.first();
            if ("trailer".equals(name)) {
                return trailer(line);
            }
            Runnable handOut;
            try {
                handOut = read(name, line);
            } catch (InvalidInputException e) {
                throw new MalformedLineException("is malformed: " + e.getMessage());
            }
            // An error of the receiver is none of the line.
            handOut.run();
        }
    }

    /** Reads a line, and returns what hands out the conversation or session that it completes. */
    private Runnable read(@Nullable String name, LineFields line) throws IOException, MalformedLineException {
        if (name == null) {
            throw new MalformedLineException("is an object without a field");
        }
        if (begun != null && !name.equals(MessageLine.REVISION) && !isForgotten(name)) {
            throw new MalformedLineException("comes before all revisions of message " + begun.sequence());
        }
        switch (name) {
            case ConversationLine.NAME -> {
                checkClosed();
                Conversation head = ConversationLine.read(only(line, name));
                open = new Open(
                        head, lines.length(), ContentDigests.begin(head), Spooled.forgotten(), Spooled.messages());
            }
            case ForgottenLine.NAME -> forget(ForgottenLine.read(only(line, name)));
            case MessageLine.NAME -> add(new BegunMessage(only(line, name), lines.length()));
            case MessageLine.REVISION -> addRevision(only(line, name));
            case "end" -> {
                Incoming conversation = end(only(line, name));
                return () -> conversations.accept(conversation);
            }
            case LEFT_OUT, FORGET -> {
                only(line, name).end();
                forget();
                leftOut += name.equals(LEFT_OUT) ? 1 : 0;
            }
            case SessionLine.NAME -> {
                checkClosed();
                StoredSession session = SessionLine.read(only(line, name));
                sum.add(session, ContentDigests.digest(session));
                return () -> sessions.accept(session);
            }
            default ->
                throw new MalformedLineException(
                        "is of a kind that this version does not know: a newer version may have written it");
        }
        return () -> {};
    }

    private static LineFields only(LineFields line, String name) throws MalformedLineException {
        LineFields fields = line.fields(name);
        line.end();
        return fields;
    }

    private static boolean isForgotten(String name) {
        return name.equals(LEFT_OUT) || name.equals(FORGET);
    }

    private void forget(ForgottenMessage forgotten) throws IOException, MalformedLineException {
        Open current = opened();
        if (current.messages().count() > 0) {
            throw new MalformedLineException("comes after a message of its conversation");
        }
        ContentDigests.add(current.digest(), current.head(), forgotten);
        current.forgotten().add(forgotten, lines.length());
    }

    private void addRevision(LineFields fields) throws IOException, MalformedLineException {
        if (begun == null) {
            throw new MalformedLineException("is a revision of no message");
        }
        begun.add(fields, lines.length());
        if (begun.bytes() > MAX_MESSAGE) {
            throw new MalformedLineException("is a revision of a message that has more than " + MAX_MESSAGE
                    + " bytes with all of them: the dump is damaged, or needs a larger heap");
        }
        add(begun);
    }

    private void add(BegunMessage message) throws IOException, MalformedLineException {
        Open current = opened();
        if (message.sequence()
                != current.head().firstSequence() + current.messages().count()) {
            throw new MalformedLineException("is not the next message of its conversation");
        }
        begun = message.isWhole() ? null : message;
        if (begun == null) {
            MessageSnapshot snapshot = message.snapshot();
            ContentDigests.add(current.digest(), current.head(), snapshot);
            current.messages().add(snapshot, message.bytes());
        }
    }

    private Incoming end(LineFields fields) throws IOException, MalformedLineException {
        Open ended = opened();
        long messages = fields.number("messages");
        String digest = fields.text("digest");
        fields.end();
        Conversation head = ended.head();
        String content = ended.digest().end();
        if (messages != ended.messages().count()
                || messages != head.messageCount()
                || !digest.equals(ContentDigests.versioned(content, head.version()))) {
            throw new MalformedLineException(
                    "is the end of " + head.id() + ", which does not have its digest: it is damaged");
        }
        ended.endParts();
        sum.add(head, content);
        open = null;
        return new Incoming(
                new ConversationSnapshot(head, ended.messages(), ended.forgotten()),
                content,
                ended.memoryBytes(),
                ended::close);
    }

    private StoreDigest trailer(LineFields line) throws IOException, MalformedLineException {
        checkClosed();
        LineFields fields = only(line, "trailer");
        StoreDigest total = sum.total();
        StoreDigest said = new StoreDigest(
                fields.number("conversations"),
                fields.number("messages"),
                fields.number("sessions"),
                fields.text("digest"));
        long saidLeftOut = fields.number(LEFT_OUT);
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

    /** Returns how many conversations and sessions the dump says were left out, since they could not be read. */
    long leftOut() {
        return leftOut;
    }

    private void forget() {
        begun = null;
        if (open != null) {
            open.close();
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
