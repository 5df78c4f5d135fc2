package dev.chatstore.core.transfer;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object that holds a conversation. It is skimmed to its end before anything of it is brought in: the id may stand
 * after the messages, and a broken record is left out whole.
 *
 * @param head all but the messages
 * @param messages where the list of messages stands
 */
record ConversationRecord(Map<String, @Nullable Object> head, Region messages) {
    static ConversationRecord read(JsonSource source, Region region) throws IOException, Refused {
        try (JsonParser parser = source.skim(region)) {
            if (parser.nextToken() == null) {
                throw new Refused("is empty");
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new Refused("is not an object");
            }
            Map<String, Region> values = values(parser, region);
            if (parser.nextToken() != null) {
                throw new Refused("is followed by something else");
            }
            Region messages = values.remove("messages");
            if (messages == null || source.at(messages.from()) != '[') {
                throw new Refused("has no list of messages");
            }
            return new ConversationRecord(head(source, values), messages);
        } catch (JsonProcessingException e) {
            throw Refused.of(e, region);
        }
    }

    /** Moves over an object, and returns where the values of its keys stand. */
    private static Map<String, Region> values(JsonParser parser, Region region) throws IOException, Refused {
        Map<String, Region> values = new LinkedHashMap<>();
        String name = parser.nextFieldName();
        while (name != null) {
            boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
            JsonLocation start = parser.currentTokenLocation();
            parser.skipChildren();
            JsonLocation end = parser.currentLocation();
            String next = parser.nextFieldName();
            // A text is passed over only on the way to what follows it, which the reading of it does not mind.
            if (values.put(name, region.part(start, text ? parser.currentTokenLocation() : end)) != null) {
                throw new Refused("has one key twice");
            }
            name = next;
        }
        return values;
    }

    private static Map<String, @Nullable Object> head(JsonSource source, Map<String, Region> values)
            throws IOException, Refused {
        if (values.values().stream().mapToLong(Region::length).sum() > JsonSource.MAX_VALUE_BYTES) {
            throw new Refused("has more than " + JsonSource.MAX_VALUE_BYTES + " bytes beside its messages");
        }
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        for (Map.Entry<String, Region> value : values.entrySet()) {
            head.put(value.getKey(), source.value(value.getValue()));
        }
        return head;
    }
}
