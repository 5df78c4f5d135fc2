package dev.chatstore.core.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.dump.form.DumpForm;
import dev.chatstore.core.dump.form.LineFields;
import dev.chatstore.core.dump.form.MalformedLineException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * What the first line of a dump says.
 *
 * @param library the version of the library that wrote the dump, or {@code unknown}
 * @param taken when its snapshot was opened, by the clock of the storage
 * @param store the scheme of the store's URL, such as {@code sqlite}
 * @param consistency {@code point_in_time}, or {@code per_conversation} for Redis
 * @param scope the part of the store that was dumped
 */
public record DumpHeader(String library, Instant taken, String store, String consistency, StoreScope scope) {
    static DumpHeader of(StoreSnapshot snapshot, Instant taken, String store, StoreScope scope) {
        String version = DumpHeader.class.getPackage().getImplementationVersion();
        String consistency = snapshot.consistency().name().toLowerCase(Locale.ROOT);
        return new DumpHeader(version == null ? "unknown" : version, taken, store, consistency, scope);
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", DumpForm.NAME);
        json.writeNumberField("version", DumpForm.VERSION);
        json.writeStringField("library", library);
        json.writeStringField("taken", taken.toString());
        json.writeStringField("store", store);
        json.writeStringField("consistency", consistency);
        json.writeObjectFieldStart("scope");
        DumpForm.write(json, "tenant", scope.tenant());
        DumpForm.write(json, "owner", scope.owner());
        DumpForm.write(json, "conversation", scope.value());
        json.writeEndObject();
        json.writeEndObject();
    }

    static DumpHeader read(LineFields fields) throws MalformedLineException {
        if (!DumpForm.NAME.equals(fields.textOrNull("format"))) {
            throw new MalformedLineException("is not the beginning of a dump");
        }
        long version = fields.number("version");
        if (version != DumpForm.VERSION) {
            throw new MalformedLineException("says that the dump has version " + version
                    + " of its form, and this release of the library reads version " + DumpForm.VERSION
                    + ": restore it with the release that wrote it, or with a newer one");
        }
        LineFields scope = fields.fields("scope");
        DumpHeader header = new DumpHeader(
                fields.text("library"),
                time(fields.text("taken")),
                fields.text("store"),
                fields.text("consistency"),
                scope(scope));
        scope.end();
        fields.end();
        return header;
    }

    private static Instant time(String text) throws MalformedLineException {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedLineException("is malformed: header.taken must be a time");
        }
    }

    private static StoreScope scope(LineFields scope) throws MalformedLineException {
        try {
            return new StoreScope(
                    scope.textOrNull("tenant"), scope.textOrNull("owner"), scope.textOrNull("conversation"));
        } catch (InvalidInputException e) {
            throw new MalformedLineException("is malformed: " + e.getMessage());
        }
    }
}
