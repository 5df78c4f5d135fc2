package dev.chatstore.examples.twonodes;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** A message from a node to the process that started it: one line of JSON on standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NodeMessage.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = NodeMessage.Received.class, name = "received"),
    @JsonSubTypes.Type(value = NodeMessage.Missed.class, name = "missed"),
    @JsonSubTypes.Type(value = NodeMessage.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = NodeMessage.Viewed.class, name = "viewed"),
    @JsonSubTypes.Type(value = NodeMessage.Healthy.class, name = "health"),
    @JsonSubTypes.Type(value = CacheCounts.class, name = "counts")
})
sealed interface NodeMessage
        permits NodeMessage.Ready,
                NodeMessage.Received,
                NodeMessage.Missed,
                NodeMessage.Answered,
                NodeMessage.Viewed,
                NodeMessage.Healthy,
                NodeMessage.Ended,
                CacheCounts {
    /** The node listens to the conversation. */
    record Ready() implements NodeMessage {}

    /** The listener received a message, at a time in microseconds since 1970. */
    record Received(long sequence, long at) implements NodeMessage {}

    /** The listener was notified of a gap. */
    record Missed() implements NodeMessage {}

    /** The bot answered a message. */
    record Answered(Turn turn) implements NodeMessage {}

    /** The node read the conversation and the order. */
    record Viewed(View view) implements NodeMessage {}

    /** The health of the node, with reasons. */
    record Healthy(String state, List<String> reasons) implements NodeMessage {}

    /** The node has ended; never sent. */
    record Ended() implements NodeMessage {}

    /** Returns the message as a line. */
    default String line() {
        try {
            return Lines.JSON.writerFor(NodeMessage.class).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Parses a line. */
    static NodeMessage of(String line) {
        try {
            return Lines.JSON.readValue(line, NodeMessage.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("invalid message from a node: " + line, e);
        }
    }

    /** Holds the mapper for lines. */
    final class Lines {
        private static final JsonMapper JSON = new JsonMapper();

        private Lines() {}
    }
}
