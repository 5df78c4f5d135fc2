package dev.chatstore.core.dump.form;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.spi.ForgottenMessage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The line of a message that was removed as an old one, of which its id is kept. It comes before the messages. */
public final class ForgottenLine {
    public static final String NAME = "forgotten";

    static final Spooled.Form<ForgottenMessage> FORM = new Spooled.Form<>() {
        @Override
        public void write(DataOutputStream out, ForgottenMessage forgotten) throws IOException {
            Long fingerprint = forgotten.fingerprint();
            out.writeLong(forgotten.sequence());
            out.writeLong(forgotten.version());
            out.writeUTF(forgotten.id());
            out.writeBoolean(fingerprint != null);
            out.writeLong(fingerprint == null ? 0 : fingerprint);
        }

        @Override
        public ForgottenMessage read(DataInputStream in) throws IOException {
            long sequence = in.readLong();
            long version = in.readLong();
            String id = in.readUTF();
            boolean compares = in.readBoolean();
            long fingerprint = in.readLong();
            return new ForgottenMessage(sequence, version, id, compares ? (Long) fingerprint : null);
        }
    };

    private ForgottenLine() {}

    public static void write(JsonGenerator json, ForgottenMessage forgotten) throws IOException {
        Long fingerprint = forgotten.fingerprint();
        json.writeStartObject();
        json.writeObjectFieldStart(NAME);
        json.writeNumberField("sequence", forgotten.sequence());
        json.writeNumberField("version", forgotten.version());
        json.writeStringField("id", forgotten.id());
        if (fingerprint != null) {
            json.writeNumberField("fingerprint", fingerprint);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    public static ForgottenMessage read(LineFields fields) throws MalformedLineException {
        ForgottenMessage forgotten = new ForgottenMessage(
                fields.number("sequence"),
                fields.number("version"),
                fields.text("id"),
                fields.numberOrNull("fingerprint"));
        fields.end();
        return forgotten;
    }
}
