package dev.chatstore.core.transfer.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads JSON that stands in a text. */
public final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonText() {}

    /** Returns the value that a text holds as plain Java values, or null if there is none. */
    public static @Nullable Object value(@Nullable Object text) throws Refused {
        if (!(text instanceof String json) || json.isBlank()) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            return PlainValues.read(parser);
        } catch (IOException | NumberFormatException e) {
            // Not passed on: the message quotes the text.
            throw new Refused("is not valid JSON");
        }
    }
}
