package dev.chatstore.core.transfer.structure;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects that stand in lists inside each other. One pass finds them all, each without those that stand in it. */
public final class NestedList {
    private final Element list;
    private final String children;
    private final Set<String> keys;
    private final List<Item> items = new ArrayList<>();
    private final Deque<Item> open = new ArrayDeque<>();
    private @Nullable Refused broken;

    private NestedList(Element list, String children, Set<String> keys) {
        this.list = list;
        this.children = children;
        this.keys = keys;
    }

    /** One of the objects. */
    public static final class Item {
        private final @Nullable Item parent;
        private final int index;
        private final JsonLocation start;
        private final Map<String, String> texts = new HashMap<>();
        private @Nullable JsonLocation from;
        private @Nullable Region inner;
        private @Nullable Element element;

        Item(@Nullable Item parent, int index, JsonLocation start) {
            this.parent = parent;
            this.index = index;
            this.start = start;
        }

        /** Returns the object that this one stands in, or null. */
        public @Nullable Item parent() {
            return parent;
        }

        /** Returns how many objects begin before this one. */
        public int index() {
            return index;
        }

        /** Returns the object without those that stand in it, or null if the list breaks in it. */
        public @Nullable Element element() {
            return element;
        }

        /** Returns the text of one of the keys that were asked for, or null. */
        public @Nullable String text(String key) {
            return texts.get(key);
        }
    }

    /**
     * Finds the objects of a list.
     *
     * @param children the key of the lists in them
     * @param keys the keys whose texts are wanted
     */
    public static NestedList of(Element list, String children, Set<String> keys) throws IOException, Refused {
        NestedList found = new NestedList(list, children, keys);
        try (JsonParser parser = list.skim()) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new Refused("is not a list");
            }
            found.list(parser);
        } catch (JsonProcessingException e) {
            found.broken = Refused.of(e, list.region());
        }
        return found;
    }

    /** Returns the objects, each before those that stand in it. */
    public List<Item> items() {
        return items;
    }

    /** Returns why the list cannot be read to its end, or null if it can. */
    public @Nullable Refused broken() {
        return broken;
    }

    private void list(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY || !open.isEmpty()) {
            if (token == JsonToken.END_ARRAY) {
                Item outer = open.element();
                outer.inner = outer.from == null ? null : list.region().part(outer.from, parser.currentLocation());
                object(parser);
            } else {
                Item item = new Item(open.peek(), items.size(), parser.currentTokenLocation());
                items.add(item);
                open.push(item);
                if (token == JsonToken.START_OBJECT) {
                    object(parser);
                } else {
                    parser.skipChildren();
                    end(parser);
                }
            }
            token = parser.nextToken();
        }
    }

    /** Reads fields of the innermost object until its list begins or it ends. */
    private void object(JsonParser parser) throws IOException {
        String name = parser.nextFieldName();
        while (name != null) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && name.equals(children)) {
                open.element().from = parser.currentTokenLocation();
                return;
            }
            boolean text = value.isScalarValue() && value != JsonToken.VALUE_NULL;
            if (text && keys.contains(name)) {
                open.element().texts.put(name, parser.getText());
            }
            parser.skipChildren();
            name = parser.nextFieldName();
        }
        end(parser);
    }

    private void end(JsonParser parser) {
        Item item = open.pop();
        Element whole = list.at(list.region().part(item.start, parser.currentLocation()));
        item.element = item.inner == null ? whole : whole.without(item.inner);
    }
}
