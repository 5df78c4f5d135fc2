package dev.chatstore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatstore.api.HasMetadata;
import dev.chatstore.api.InvalidInputException;
import java.io.IOException;

/**
 * Checks the JSON of a state before it is saved, so that what is saved can be read: against the limits that metadata has
 * too, and against those of the mapper's own parser.
 */
final class StateChecks {
    private static final String FIELD = "session.state";

    private StateChecks() {}

    /**
     * Checks a text.
     *
     * @param factory creates the parsers that will read it
     * @throws InvalidInputException if it breaks a limit, or a parser cannot read it
     */
    static void check(JsonFactory factory, String json) {
        try (JsonParser parser = factory.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                throw new InvalidInputException(FIELD, "must not be null as JSON", 0);
            }
            checkValue(parser);
            if (parser.nextToken() != null) {
                throw unreadable();
            }
        } catch (IOException | NumberFormatException e) {
            // Without the cause, whose message may quote the state.
            throw unreadable();
        }
    }

    /** Checks the value that begins at the current token, and leaves the parser at its end. */
    private static void checkValue(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw unreadable();
            }
            if (token.isStructStart() && ++depth > HasMetadata.MAX_DEPTH) {
                throw new InvalidInputException(
                        FIELD,
                        "must not have more than " + HasMetadata.MAX_DEPTH + " objects and lists inside each other",
                        0);
            }
            if (token.isStructEnd()) {
                depth--;
            }
            checkToken(parser, token);
        } while (depth > 0 && next(parser));
    }

    private static boolean next(JsonParser parser) throws IOException {
        parser.nextToken();
        return true;
    }

    private static void checkToken(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (key.length() > HasMetadata.MAX_KEY && key.codePointCount(0, key.length()) > HasMetadata.MAX_KEY) {
                throw new InvalidInputException(
                        FIELD,
                        "must not contain a key of more than " + HasMetadata.MAX_KEY + " characters",
                        key.length());
            }
        } else if (token.isNumeric() && !parser.isNaN()) {
            if (parser.getTextLength() > HasMetadata.MAX_NUMBER) {
                throw new InvalidInputException(
                        FIELD,
                        "must not contain a number of more than " + HasMetadata.MAX_NUMBER + " characters",
                        parser.getTextLength());
            }
            if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                HasMetadata.checkNumber(FIELD, parser.getDecimalValue());
            }
        }
    }

    private static InvalidInputException unreadable() {
        return new InvalidInputException(
                FIELD, "must be JSON that can be read again, which excludes lone surrogates in keys", 0);
    }
}
