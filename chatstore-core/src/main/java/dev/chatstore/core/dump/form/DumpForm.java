package dev.chatstore.core.dump.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.chatstore.api.HasMetadata;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The name and version of the form of a dump, and its JSON. */
public final class DumpForm {
    public static final String NAME = "chatstore-dump";
    public static final int VERSION = 1;

    /** Of one line: a value takes more memory than the text that it was. */
    private static final long MAX_VALUES =
            Math.min(16L << 20, Math.max(1L << 20, Runtime.getRuntime().maxMemory() / 256));

    /** Texts are limited where they are stored. The keys of metadata are users' and must not stay behind in the JVM. */
    public static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(HasMetadata.MAX_NUMBER)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxTokenCount(MAX_VALUES)
                    .build())
            .build();

    private DumpForm() {}

    /** Writes a field unless its text is absent. */
    public static void write(JsonGenerator json, String field, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(field, text);
        }
    }
}
