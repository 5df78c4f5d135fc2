package dev.chatstore.core.live;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;

/** Hands on the changes of one conversation. */
record ConversationFeed(Seen seen, ChangeListener listener) implements Listening.Feed {
    @Override
    public void changed(Change change) {
        seen.changed(change, listener);
    }

    @Override
    public void missed() {
        seen.catchUp(listener);
    }
}
