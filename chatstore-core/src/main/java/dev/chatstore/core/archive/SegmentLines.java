package dev.chatstore.core.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.core.dump.form.DumpForm;
import dev.chatstore.core.dump.form.MessageLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The messages of a segment that is written, as the lines of a dump. For one thread. */
final class SegmentLines {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private final List<Message> messages = new ArrayList<>();
    private final long maxBytes;
    private int size;
    private long tokens;

    /**
     * Begins a segment.
     *
     * @param maxBytes the maximum number of bytes of all lines, which only a first message may exceed
     */
    SegmentLines(long maxBytes) {
        this.maxBytes = maxBytes;
        try {
            json = DumpForm.JSON.createGenerator(bytes);
            json.setRootValueSeparator(new SerializedString("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("memory was not written", e);
        }
    }

    /** Returns whether all of a message can be written. What is unreadable stays where it is. */
    static boolean canKeep(MessageSnapshot snapshot) {
        Message message = snapshot.message();
        int earlier = message.redacted() ? 0 : message.revision() - 1;
        return snapshot.earlier().size() == earlier
                && message.unreadable().isEmpty()
                && snapshot.earlier().stream()
                        .allMatch(revision -> revision.unreadable().isEmpty());
    }

    /** Adds the next message, and returns whether there was room for it. If not, none may be added after it. */
    boolean add(MessageSnapshot snapshot) {
        try {
            MessageLine.write(json, snapshot);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory was not written", e);
        }
        if (!messages.isEmpty() && bytes.size() > maxBytes) {
            return false;
        }
        size = bytes.size();
        messages.add(snapshot.message());
        tokens += snapshot.message().tokens();
        return true;
    }

    int messages() {
        return messages.size();
    }

    long first() {
        return messages.get(0).sequence();
    }

    long last() {
        return messages.get(messages.size() - 1).sequence();
    }

    long tokens() {
        return tokens;
    }

    int size() {
        return size;
    }

    /** Returns the lines, without a message for which there was no room. */
    byte[] bytes() {
        return Arrays.copyOf(bytes.toByteArray(), size);
    }
}
