package dev.chatstore.core.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.Message;
import dev.chatstore.api.spi.MessageSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The lines of a message in a temporary file, each after its length. */
final class SpooledLines {
    /** Writes the lines of one message or revision. */
    private interface Line {
        void write(JsonGenerator json) throws IOException;
    }

    private SpooledLines() {}

    static void write(DataOutputStream out, MessageSnapshot snapshot) throws IOException {
        out.writeInt(snapshot.earlier().size());
        write(out, json -> MessageLine.write(json, snapshot.message()));
        for (Message revision : snapshot.earlier()) {
            write(out, json -> MessageLine.writeRevision(json, revision));
        }
    }

    private static void write(DataOutputStream out, Line line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = DumpForm.JSON.createGenerator(bytes)) {
            line.write(json);
        }
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    static MessageSnapshot read(DataInputStream in) throws IOException, MalformedLineException {
        int earlier = in.readInt();
        BegunMessage message = new BegunMessage(line(in).fields(MessageLine.NAME), 0);
        for (int i = 0; i < earlier; i++) {
            message.add(line(in).fields(MessageLine.REVISION), 0);
        }
        return message.snapshot();
    }

    private static Fields line(DataInputStream in) throws IOException, MalformedLineException {
        byte[] line = in.readNBytes(in.readInt());
        return LineSource.parse(line, line.length);
    }
}
