package dev.chatstore.examples.twonodes;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** What a node tells whoever has started it: one line of JSON on its standard output. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "word")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Word.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Word.Heard.class, name = "heard"),
    @JsonSubTypes.Type(value = Word.Missed.class, name = "missed"),
    @JsonSubTypes.Type(value = Word.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Word.Viewed.class, name = "viewed"),
    @JsonSubTypes.Type(value = Word.Healthy.class, name = "health"),
    @JsonSubTypes.Type(value = Figures.class, name = "figures")
})
sealed interface Word
        permits Word.Ready, Word.Heard, Word.Missed, Word.Answered, Word.Viewed, Word.Healthy, Word.Ended, Figures {
    /** It listens to the conversation. */
    record Ready() implements Word {}

    /** Its listener was given a message, at a time in microseconds since 1970. */
    record Heard(long sequence, long at) implements Word {}

    /** Its listener was told that it has missed something. */
    record Missed() implements Word {}

    /** It has answered a sentence. */
    record Answered(Turn turn) implements Word {}

    /** It has read what there is. */
    record Viewed(View view) implements Word {}

    /** It is in this state, for these reasons. */
    record Healthy(String state, List<String> reasons) implements Word {}

    /** Nothing more comes; never sent. */
    record Ended() implements Word {}

    /** Returns the line that says it. */
    default String line() {
        try {
            return Lines.JSON.writerFor(Word.class).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what a line says. */
    static Word of(String line) {
        try {
            return Lines.JSON.readValue(line, Word.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a node said something else: " + line, e);
        }
    }

    /** How lines are written and read. */
    final class Lines {
        private static final JsonMapper JSON = new JsonMapper();

        private Lines() {}
    }
}
