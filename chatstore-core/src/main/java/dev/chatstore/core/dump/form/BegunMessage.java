package dev.chatstore.core.dump.form;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A message that was read from its line, whose earlier revisions follow. For one thread. */
public final class BegunMessage {
    /** Writes the lines of one message or revision. */
    private interface Line {
        void write(JsonGenerator json) throws IOException;
    }

    /** What a revision takes besides its line. */
    private static final int PER_REVISION = 200;

    /** Each line after its length. */
    static final Spooled.Form<MessageSnapshot> FORM = new Spooled.Form<>() {
        @Override
        public void write(DataOutputStream out, MessageSnapshot snapshot) throws IOException {
            out.writeInt(snapshot.earlier().size());
            writeLine(out, json -> MessageLine.write(json, snapshot.message()));
            for (Message revision : snapshot.earlier()) {
                writeLine(out, json -> MessageLine.writeRevision(json, revision));
            }
        }

        @Override
        public MessageSnapshot read(DataInputStream in) throws IOException, MalformedLineException {
            int earlier = in.readInt();
            BegunMessage message = new BegunMessage(line(in).fields(MessageLine.NAME), 0);
            for (int i = 0; i < earlier; i++) {
                message.add(line(in).fields(MessageLine.REVISION), 0);
            }
            return message.snapshot();
        }
    };

    private final Message message;
    private final List<Message> earlier = new ArrayList<>();
    private long bytes;

    /**
     * Begins a message.
     *
     * @param fields the fields of its line
     * @param bytes the length of the line
     */
    public BegunMessage(LineFields fields, long bytes) throws MalformedLineException {
        message = MessageLine.read(fields);
        this.bytes = bytes;
    }

    /** Adds the next earlier revision from its line. */
    public void add(LineFields fields, long lineBytes) throws MalformedLineException {
        if (isWhole()) {
            throw new MalformedLineException("is a revision too many of its message");
        }
        earlier.add(MessageLine.readRevision(fields, message));
        bytes += PER_REVISION + lineBytes;
    }

    /** Returns whether all earlier revisions were added; a redacted message has none. */
    public boolean isWhole() {
        return message.redacted() || earlier.size() >= message.revision() - 1;
    }

    public MessageSnapshot snapshot() {
        return new MessageSnapshot(message, earlier);
    }

    public long sequence() {
        return message.sequence();
    }

    /** Returns about how many bytes it takes. */
    public long bytes() {
        return bytes;
    }

    private static void writeLine(DataOutputStream out, Line line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = DumpForm.JSON.createGenerator(bytes)) {
            line.write(json);
        }
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static LineFields line(DataInputStream in) throws IOException, MalformedLineException {
        byte[] line = in.readNBytes(in.readInt());
        return LineSource.parse(line, line.length);
    }
}
