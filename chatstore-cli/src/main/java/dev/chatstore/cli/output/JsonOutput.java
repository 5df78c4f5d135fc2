package dev.chatstore.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON for scripts: objects whose keys stay from release to release, in the order in which they were put. What a
 * terminal would obey is escaped, so that the output is as safe to look at as it is exact.
 */
public final class JsonOutput {
    /** Escapes what {@link SafeText} hides of the basic plane, and leaves all other characters as they are. */
    private static final class Escapes extends CharacterEscapes {
        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7F] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return SafeText.isHidden(c, false) && !Character.isSurrogate((char) c)
                    ? new SerializedString(String.format("\\u%04x", c))
                    : null;
        }
    }

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .characterEscapes(new Escapes())
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private JsonOutput() {}

    /** Returns an object from keys and values in turn. Values are what {@link #print} takes. */
    public static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return object;
    }

    /**
     * Writes one value and a line feed.
     *
     * @param value null, a text, a number, a boolean, or a collection or map of such; anything else is written as its text
     */
    public static void print(OutputStream out, @Nullable Object value) {
        try {
            JsonGenerator generator = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            write(generator, value);
            generator.writeRaw('\n');
            generator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = String.valueOf(entry.getKey());
                escapeFor(generator, name);
                generator.writeFieldName(name);
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Collection<?> values) {
            generator.writeStartArray();
            for (Object each : values) {
                write(generator, each);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else if (value instanceof Number number) {
            write(generator, number);
        } else {
            String text = value.toString();
            escapeFor(generator, text);
            generator.writeString(text);
        }
    }

    /** The escapes of the library end with the basic plane: a text with more to hide is written in ASCII. */
    private static void escapeFor(JsonGenerator generator, String text) {
        boolean hides =
                text.codePoints().anyMatch(c -> Character.isSupplementaryCodePoint(c) && SafeText.isHidden(c, false));
        generator.setHighestNonEscapedChar(hides ? 0x7F : 0);
    }

    private static void write(JsonGenerator generator, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else if (number instanceof Double || number instanceof Float) {
            generator.writeNumber(number.doubleValue());
        } else {
            generator.writeNumber(number.longValue());
        }
    }
}
