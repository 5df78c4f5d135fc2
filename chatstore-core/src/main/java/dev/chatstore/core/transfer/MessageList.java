package dev.chatstore.core.transfer;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatstore.core.completion.ExportedMessage;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings in the messages of a list, one after the other.
 *
 * @param source the file
 * @param loose whether it names things its own way
 * @param delivery takes the messages
 * @param tally counts those that are skipped
 */
record MessageList(JsonSource source, boolean loose, Delivery delivery, Tally tally) {
    /**
     * Brings in the list that the parser stands at the start of, and leaves it at the end of the list.
     *
     * @param parser a parser that skims
     * @param region the region that it skims
     */
    void deliver(JsonParser parser, Region region, Target target) throws IOException {
        long index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonLocation start = parser.currentTokenLocation();
            boolean object = parser.currentToken() == JsonToken.START_OBJECT;
            parser.skipChildren();
            Region element = region.part(start, object ? parser.currentLocation() : start);
            Place place = new Place(source.name(), element, target.id(), index);
            try {
                delivery.add(target, index, object ? read(element, index + 1) : notAnObject(), place);
            } catch (Refused e) {
                tally.skip(place, e);
            }
            index++;
        }
    }

    @SuppressWarnings("unchecked") // an object that was read has strings as keys
    private ExportedMessage read(Region region, long number) throws IOException, Refused {
        if (!(source.value(region) instanceof Map<?, ?> map)) {
            throw new Refused("changed while it was read");
        }
        Map<String, @Nullable Object> message = (Map<String, @Nullable Object>) map;
        return MessageShape.read(loose ? LooseNames.message(message) : message, number);
    }

    private static ExportedMessage notAnObject() throws Refused {
        throw new Refused("is not an object");
    }
}
