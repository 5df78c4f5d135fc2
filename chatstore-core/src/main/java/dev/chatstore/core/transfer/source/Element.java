package dev.chatstore.core.transfer.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a file, known by where it is: no more of it is read than is asked for. */
public final class Element {
    private final JsonSource source;
    private final Region region;
    private final @Nullable Region rest;

    /** Returns the value that a region begins with. */
    public Element(JsonSource source, Region region) {
        this(source, region, null);
    }

    private Element(JsonSource source, Region region, @Nullable Region rest) {
        this.source = source;
        this.region = region;
        this.rest = rest;
    }

    /** Returns this object without the value of one key, which is null in it. Only the whole of it can be read. */
    public Element without(Region value) {
        Region before = new Region(region.from(), value.from(), region.line(), region.column());
        return new Element(source, before, new Region(value.to(), region.to(), value.line(), value.column()));
    }

    /** Returns a parser that is only to be moved over the value. */
    public JsonParser skim() throws IOException {
        return source.skim(region);
    }

    /** Receives the elements of a list, each when it was found. */
    public interface Visitor {
        /** Receives an element and its index. */
        void visit(Element element, long index) throws IOException, Refused;
    }

    /** Returns the first value of a file. */
    public static Element root(JsonSource source) throws IOException, Refused {
        return new Element(source, source.content());
    }

    /** Returns where the value is. */
    public Region region() {
        return region;
    }

    /** Returns another value of the same file. */
    public Element at(Region other) {
        return new Element(source, other);
    }

    /** Returns the place of a conversation. */
    public Place place() {
        return Place.of(source, region);
    }

    /** Returns the place of a message. */
    public Place place(long index) {
        return Place.of(source, region, index);
    }

    /** Returns whether the value is an object. */
    public boolean isObject() throws IOException {
        return first() == '{';
    }

    /** Returns whether the value is a list. */
    public boolean isList() throws IOException {
        return first() == '[';
    }

    private int first() throws IOException {
        long at = region.from();
        int first = source.at(at);
        while (at < region.to() && (first == ' ' || first == '\n' || first == '\r' || first == '\t')) {
            first = source.at(++at);
        }
        return at < region.to() ? first : -1;
    }

    /** Returns where the values of an object's keys are. The whole object is checked, and none of it is kept. */
    public Map<String, Element> fields() throws IOException, Refused {
        return fields(false);
    }

    /** Returns where the values of the keys of an object are that stands alone: something after it is refused. */
    public Map<String, Element> onlyFields() throws IOException, Refused {
        return fields(true);
    }

    private Map<String, Element> fields(boolean alone) throws IOException, Refused {
        try (JsonParser parser = source.skim(region)) {
            JsonToken token = parser.nextToken();
            if (token != JsonToken.START_OBJECT) {
                throw new Refused(token == null ? "is empty" : "is not an object");
            }
            Map<String, Element> fields = new LinkedHashMap<>();
            try {
                index(parser, fields);
            } catch (JsonProcessingException e) {
                if (alone || !source.isBegun(e, region)) {
                    throw e;
                }
            }
            if (alone && parser.nextToken() != null) {
                throw new Refused("is followed by something else");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw source.refusal(e, region);
        }
    }

    /**
     * Returns where the values of an object's keys are, as far as the file goes if it is known to break in the object. Of
     * others the whole is checked.
     */
    public Map<String, Element> begunFields() throws IOException, Refused {
        if (!source.isBroken(region)) {
            return fields();
        }
        Map<String, Element> fields = new LinkedHashMap<>();
        try (JsonParser parser = source.skim(region)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused("is not an object");
            }
            index(parser, fields);
        } catch (JsonProcessingException e) {
            return fields;
        }
        return fields;
    }

    private void index(JsonParser parser, Map<String, Element> fields) throws IOException, Refused {
        String name = parser.nextFieldName();
        while (name != null) {
            boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
            JsonLocation start = parser.currentTokenLocation();
            // Of a value that the file breaks in, what is there.
            Element begun = new Element(source, region.from(start));
            if (fields.put(name, begun) != null) {
                throw new Refused("has one key twice");
            }
            parser.skipChildren();
            JsonLocation end = parser.currentLocation();
            if (!text) {
                fields.put(name, new Element(source, region.part(start, end)));
            }
            String next = parser.nextFieldName();
            if (text) {
                // The parser passes over a text only when it moves on; the region may end after the text.
                fields.put(name, new Element(source, region.part(start, parser.currentTokenLocation())));
            }
            name = next;
        }
    }

    /** Returns where the value of one key is, or null if there is none. No more of the object is read. */
    public @Nullable Element field(String name) throws IOException, Refused {
        try (JsonParser parser = source.skim(region)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refused("is not an object");
            }
            String key = parser.nextFieldName();
            while (key != null) {
                JsonToken token = parser.nextToken();
                JsonLocation start = parser.currentTokenLocation();
                parser.skipChildren();
                if (key.equals(name)) {
                    boolean text = token == JsonToken.VALUE_STRING && parser.nextToken() != null;
                    JsonLocation end = text ? parser.currentTokenLocation() : parser.currentLocation();
                    return new Element(source, region.part(start, end));
                }
                key = parser.nextFieldName();
            }
            return null;
        } catch (JsonProcessingException e) {
            throw source.refusal(e, region);
        }
    }

    /** Visits the elements of a list. Those before a place where the list breaks are visited. */
    public void each(Visitor visitor) throws IOException, Refused {
        try (JsonParser parser = source.skim(region)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new Refused("is not a list");
            }
            long index = 0;
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_ARRAY) {
                JsonLocation start = parser.currentTokenLocation();
                boolean text = token == JsonToken.VALUE_STRING;
                parser.skipChildren();
                JsonLocation end = parser.currentLocation();
                if (text) {
                    token = parser.nextToken();
                    end = parser.currentTokenLocation();
                }
                visitor.visit(new Element(source, region.part(start, end)), index++);
                token = text ? token : parser.nextToken();
            }
        } catch (JsonProcessingException e) {
            throw source.refusal(e, region);
        }
    }

    /** Returns the bytes of the value. */
    public InputStream bytes() {
        return source.stream(region);
    }

    /** Returns the value as plain Java values. */
    public @Nullable Object value() throws IOException, Refused {
        return rest == null ? source.value(region) : JsonText.value(joined(rest));
    }

    private String joined(Region after) throws IOException, Refused {
        long length = region.length() + after.length();
        if (length > source.maxValueBytes()) {
            throw new Refused("has " + length + " bytes, more than the " + source.maxValueBytes() + " that are read");
        }
        return text(region) + "null" + text(after);
    }

    private String text(Region part) throws IOException {
        return new String(source.stream(part).readNBytes((int) part.length()), StandardCharsets.UTF_8);
    }

    /** Returns the value as an object. */
    @SuppressWarnings("unchecked") // an object that was read has strings as keys
    public Map<String, @Nullable Object> object() throws IOException, Refused {
        if (!isObject()) {
            throw new Refused("is not an object");
        }
        if (!(value() instanceof Map<?, ?> map)) {
            throw new Refused("changed while it was read");
        }
        return (Map<String, @Nullable Object>) map;
    }

    /** Returns the values of some fields together, for as long as they are small enough to hold. */
    public static Map<String, @Nullable Object> values(Map<String, Element> fields) throws IOException, Refused {
        long bytes = 0;
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, Element> field : fields.entrySet()) {
            Element element = field.getValue();
            if (element.source.isBroken(element.region)) {
                continue;
            }
            bytes += element.region.length();
            if (bytes > element.source.maxValueBytes()) {
                throw new Refused("has more than " + element.source.maxValueBytes() + " bytes beside its messages");
            }
            values.put(field.getKey(), element.value());
        }
        return values;
    }
}
