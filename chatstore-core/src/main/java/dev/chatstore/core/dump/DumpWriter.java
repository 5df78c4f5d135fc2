package dev.chatstore.core.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoredSession;
import dev.chatstore.core.dump.form.ContentDigest;
import dev.chatstore.core.dump.form.ContentDigests;
import dev.chatstore.core.dump.form.ConversationLine;
import dev.chatstore.core.dump.form.DumpForm;
import dev.chatstore.core.dump.form.MessageLine;
import dev.chatstore.core.dump.form.SessionLine;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the lines of a dump under zstd. Holds one message at a time. For one thread. */
final class DumpWriter implements Closeable {
    private static final int LEVEL = 3;

    private final JsonGenerator json;
    private final DigestSum sum = new DigestSum();
    private long leftOut;

    /** Begins a dump. Closing the writer also closes the stream. */
    DumpWriter(OutputStream out) throws IOException {
        ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out, LEVEL);
        zstd.setChecksum(true);
        // A thread of zstd compresses what was written, while the next messages are read.
        zstd.setWorkers(1);
        json = DumpForm.JSON.createGenerator(zstd);
        json.setRootValueSeparator(new SerializedString("\n"));
    }

    void header(DumpHeader header) throws IOException {
        header.write(json);
    }

    /**
     * Writes a conversation.
     *
     * @throws CorruptDataException if it cannot be read. It may be {@linkplain #leaveOut left out} then
     */
    void conversation(ConversationSnapshot given) throws IOException {
        ConversationSnapshot conversation = ReadableContent.checked(given);
        Conversation head = conversation.head();
        ConversationLine.write(json, head);
        ContentDigest digest = ContentDigests.begin(head);
        for (MessageSnapshot message : conversation.messages()) {
            ContentDigests.add(digest, head, message);
            MessageLine.write(json, message);
        }
        String digits = digest.end();
        json.writeStartObject();
        json.writeObjectFieldStart("end");
        json.writeNumberField("messages", head.messageCount());
        json.writeStringField("digest", ContentDigests.versioned(digits, head.version()));
        json.writeEndObject();
        json.writeEndObject();
        sum.add(head, digits);
    }

    /** Lets a reader forget the conversation that was begun, if any, and count one thing that is left out. */
    void leaveOut() throws IOException {
        empty(DumpReader.LEFT_OUT);
        leftOut++;
    }

    /** Lets a reader forget the conversation that was begun, if any: it comes again, or was deleted. */
    void forget() throws IOException {
        empty(DumpReader.FORGET);
    }

    private void empty(String name) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart(name);
        json.writeEndObject();
        json.writeEndObject();
    }

    void session(StoredSession session) throws IOException {
        String digest = ContentDigests.digest(session);
        SessionLine.write(json, session, digest);
        sum.add(session, digest);
    }

    /** Writes the end of the dump, and returns what it holds. */
    StoreDigest trailer() throws IOException {
        StoreDigest total = sum.total();
        json.writeStartObject();
        json.writeObjectFieldStart("trailer");
        json.writeNumberField("conversations", total.conversations());
        json.writeNumberField("messages", total.messages());
        json.writeNumberField("sessions", total.sessions());
        json.writeNumberField(DumpReader.LEFT_OUT, leftOut);
        json.writeStringField("digest", total.digest());
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
        return total;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
