package dev.chatstore.core.transfer.source;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages that each name the one they follow. They are read branch by branch, a message always after the one it follows,
 * and the active branch last, so that the newest stored message is the one that was current in the source.
 */
public final class MessageTree {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Node> roots = new ArrayList<>();
    private boolean connected;

    /** The message that was read last, which is the one before a message that says nothing else. */
    private @Nullable Node last;

    /** A place in the tree, by identity. */
    private static final class Node {
        private final @Nullable String id;
        private final @Nullable String parent;
        private final long index;
        private final @Nullable Element message;
        private final List<Node> children = new ArrayList<>(1);

        Node(@Nullable String id, @Nullable String parent, long index, @Nullable Element message) {
            this.id = id;
            this.parent = parent;
            this.index = index;
            this.message = message;
        }
    }

    /** Reads one message. */
    public interface Reader {
        /** Reads a message into a draft that has its id and what it follows. */
        void read(Element message, MessageDraft draft) throws IOException, Refused;
    }

    /** Adds a place. The first one of an id counts, and later ones are further messages without a place of their own. */
    public void add(String id, @Nullable String parent, @Nullable Element message) {
        add(id, id, parent, message);
    }

    /**
     * Adds a place whose message has an id of its own.
     *
     * @param place the place's id
     * @param id the message's id, or null if it has none
     * @param parent the id of the place before it, or null
     */
    public void add(String place, @Nullable String id, @Nullable String parent, @Nullable Element message) {
        long index = nodes.size();
        String key = nodes.containsKey(place) ? place + "#" + index : place;
        nodes.put(key, new Node(id, parent, index, message));
    }

    /**
     * Reads the messages.
     *
     * @param current the id of the current message, or null for the last one that nothing follows
     */
    public void read(@Nullable String current, Reader reader, SourceReading reading, MessageSink sink)
            throws IOException {
        connect();
        last = null;
        Set<Node> active = activePath(current);
        boolean activeOnly =
                nodes.values().stream().anyMatch(node -> node.children.size() > 1) && reading.activePathOnly();
        Set<Node> seen = new HashSet<>();
        walk(roots, active, seen, node -> {
            if (node.message != null && (!activeOnly || active.contains(node))) {
                read(node, node.message, reader, sink);
            }
        });
        for (Node node : nodes.values()) {
            // What no root leads to is in a circle, which has to begin somewhere.
            if (!seen.contains(node)) {
                walk(List.of(node), active, seen, other -> {
                    if (other.message != null && !activeOnly) {
                        read(other, other.message, reader, sink);
                    }
                });
            }
        }
    }

    private interface Visitor {
        void visit(Node node) throws IOException;
    }

    private static void walk(List<Node> from, Set<Node> active, Set<Node> seen, Visitor visitor) throws IOException {
        Deque<Node> open = new ArrayDeque<>();
        push(open, from, active);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.add(node)) {
                push(open, node.children, active);
                visitor.visit(node);
            }
        }
    }

    private void connect() {
        if (!connected) {
            connected = true;
            for (Node node : nodes.values()) {
                Node parent = node.parent == null ? null : nodes.get(node.parent);
                (parent == null ? roots : parent.children).add(node);
            }
        }
    }

    private Set<Node> activePath(@Nullable String current) {
        Node at = current == null ? null : nodes.get(current);
        if (at == null) {
            for (Node node : nodes.values()) {
                at = node.children.isEmpty() ? node : at;
            }
        }
        Set<Node> path = new HashSet<>();
        while (at != null && path.add(at)) {
            at = at.parent == null ? null : nodes.get(at.parent);
        }
        return path;
    }

    /** Adds places to those that are still to be read: the one that is added last is read first. */
    private static void push(Deque<Node> open, List<Node> nodes, Set<Node> active) {
        nodes.stream().filter(active::contains).forEach(open::push);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (!active.contains(nodes.get(i))) {
                open.push(nodes.get(i));
            }
        }
    }

    private void read(Node node, Element message, Reader reader, MessageSink sink) throws IOException {
        try {
            MessageDraft draft = new MessageDraft(message.place(node.index)).id(node.id);
            Node before = before(node);
            if (before == null) {
                draft.parent(SourceMessage.START);
            } else if (before.id != null) {
                draft.parent(before.id);
            } else if (before != last) {
                draft.changed("it follows a message that has no id");
            }
            reader.read(message, draft);
            sink.add(draft.build());
            last = node;
        } catch (Refused e) {
            sink.skip(message.place(node.index), e);
        }
    }

    /** Returns the nearest place before another one that has a message. */
    private @Nullable Node before(Node node) {
        Node at = node.parent == null ? null : nodes.get(node.parent);
        int steps = 0;
        while (at != null && at.message == null && steps++ < nodes.size()) {
            at = at.parent == null ? null : nodes.get(at.parent);
        }
        return at == null || at.message == null ? null : at;
    }
}
