package dev.chatstore.core.archive;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.dump.form.BegunMessage;
import dev.chatstore.core.dump.form.LineFields;
import dev.chatstore.core.dump.form.LineSource;
import dev.chatstore.core.dump.form.MalformedLineException;
import dev.chatstore.core.dump.form.MessageLine;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a segment's content: a byte with the version of the form, and after it the compressed messages with their
 * earlier revisions, as the lines of a dump have them. Safe for use by several threads.
 */
public final class SegmentCodec {
    private static final byte VERSION = 1;
    private static final long MAX_SIZE = 1L << 30;

    private final Compression compression;

    /** Creates a codec. */
    public SegmentCodec(Compression compression) {
        this.compression = compression;
    }

    /** Returns the compression. */
    Compression compression() {
        return compression;
    }

    /** Returns the content of a segment. */
    byte[] content(SegmentLines lines) {
        byte[] compressed = compression.compress(lines.bytes(), lines.size());
        byte[] content = new byte[compressed.length + 1];
        content[0] = VERSION;
        System.arraycopy(compressed, 0, content, 1, compressed.length);
        return content;
    }

    /** Returns the digest of a content, as the index has it. */
    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads the messages of a segment.
     *
     * @throws CorruptDataException if the content is damaged, or a newer version of the library wrote it
     */
    List<MessageSnapshot> read(ConversationId id, Segment segment, byte[] content) {
        if (!digest(content).equals(segment.digest())) {
            throw corrupt(id, segment, "is damaged: its digest is not the one that its index has", null);
        }
        if (content[0] != VERSION) {
            throw corrupt(id, segment, "has a form that this version does not know: a newer version wrote it", null);
        }
        if (segment.size() < 0 || segment.size() > MAX_SIZE) {
            throw corrupt(id, segment, "has an impossible size in its index", null);
        }
        try {
            List<MessageSnapshot> messages = messages(compression.decompress(content, 1, (int) segment.size()));
            check(segment, messages);
            return messages;
        } catch (MalformedLineException e) {
            throw corrupt(id, segment, "has a line that " + e.getMessage(), null);
        } catch (InvalidInputException e) {
            throw corrupt(id, segment, "has a message with a " + e.field() + " that no store has", null);
        } catch (IOException e) {
            throw corrupt(id, segment, "is damaged: it " + e.getMessage(), e);
        }
    }

    private static List<MessageSnapshot> messages(byte[] lines) throws MalformedLineException {
        List<MessageSnapshot> messages = new ArrayList<>();
        BegunMessage message = null;
        for (int begin = 0; begin < lines.length; ) {
            int end = begin;
            while (end < lines.length && lines[end] != '\n') {
                end++;
            }
            LineFields fields = LineSource.parse(Arrays.copyOfRange(lines, begin, end), end - begin);
            begin = end + 1;
            if (message == null) {
                message = new BegunMessage(fields.fields(MessageLine.NAME), 0);
            } else {
                message.add(fields.fields(MessageLine.REVISION), 0);
            }
            fields.end();
            if (message.isWhole()) {
                messages.add(message.snapshot());
                message = null;
            }
        }
        if (message != null) {
            throw new MalformedLineException("is the last one although revisions follow");
        }
        return List.copyOf(messages);
    }

    private static void check(Segment segment, List<MessageSnapshot> messages) throws IOException {
        boolean isWhole = messages.size() == segment.messages();
        for (int i = 0; isWhole && i < messages.size(); i++) {
            isWhole = messages.get(i).message().sequence() == segment.first() + i;
        }
        if (!isWhole) {
            throw new IOException("has other messages than its index says");
        }
    }

    private static CorruptDataException corrupt(
            ConversationId id, Segment segment, String problem, @Nullable Throwable cause) {
        return CorruptDataException.ofConversation(id, "segment " + segment.id(), problem, cause);
    }
}
