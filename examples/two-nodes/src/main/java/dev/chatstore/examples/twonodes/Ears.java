package dev.chatstore.examples.twonodes;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.Message;
import java.util.function.Consumer;

/** Hears of each message of the conversation, whichever node has taken it. */
final class Ears implements ChangeListener {
    private final Consumer<Word> words;

    Ears(Consumer<Word> words) {
        this.words = words;
    }

    @Override
    public void changed(Change change) {
        if (change instanceof Change.Appended appended) {
            for (Message message : appended.messages()) {
                words.accept(new Word.Heard(message.sequence(), Clock.micros()));
            }
        }
    }

    /** The messages that were missed follow as changes. Who shows edits as well would read the conversation again here. */
    @Override
    public void missed(Gap gap) {
        words.accept(new Word.Missed());
    }
}
