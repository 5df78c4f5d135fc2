package dev.chatstore.core.transfer.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatstore.api.HasMetadata;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into the plain Java values of the API without loss; refuses what the API has no value for. */
public final class PlainValues {
    // Above what the API lets in, so that its own error names the field; low enough for the stack.
    private static final int MAX_DEPTH = 200;

    private PlainValues() {}

    /** Returns the value that the parser stands at, and leaves it at the value's last token. */
    public static @Nullable Object read(JsonParser parser) throws IOException, Refused {
        return read(parser, 0);
    }

    private static @Nullable Object read(JsonParser parser, int depth) throws IOException, Refused {
        if (depth > MAX_DEPTH) {
            throw new Refused("is nested too deep");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** Returns a number, or its digits as a text if no number of Java has them or the API takes none of that length. */
    private static Object number(JsonParser parser) throws IOException {
        if (parser.getTextLength() > HasMetadata.MAX_NUMBER) {
            return parser.getText();
        }
        try {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? parser.getNumberValue()
                    : parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // An exponent beyond int is good JSON, and no BigDecimal.
            return parser.getText();
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, int depth) throws IOException, Refused {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            if (object.containsKey(name)) {
                throw new Refused("has one key twice");
            }
            parser.nextToken();
            object.put(name, read(parser, depth + 1));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser parser, int depth) throws IOException, Refused {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser, depth + 1));
        }
        return array;
    }
}
