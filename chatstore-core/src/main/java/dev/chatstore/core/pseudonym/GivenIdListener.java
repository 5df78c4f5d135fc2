package dev.chatstore.core.pseudonym;

import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ConversationId;

/** Reports the changes of one conversation under the id that was given for it. */
public final class GivenIdListener implements ChangeListener {
    private final ConversationId id;
    private final ChangeListener listener;

    private GivenIdListener(ConversationId id, ChangeListener listener) {
        this.id = id;
        this.listener = listener;
    }

    /**
     * Returns a listener to the changes of a conversation, which reports them to another one.
     *
     * @param id the id that was given
     * @param stored the id under which the conversation is stored
     */
    public static ChangeListener of(ConversationId id, ConversationId stored, ChangeListener listener) {
        return stored.equals(id) ? listener : new GivenIdListener(id, listener);
    }

    @Override
    public void changed(Change change) {
        listener.changed(named(change));
    }

    private Change named(Change change) {
        if (change instanceof Change.Appended appended) {
            return new Change.Appended(id, appended.version(), appended.messages(), appended.profile());
        } else if (change instanceof Change.Revised revised) {
            return new Change.Revised(id, revised.version(), revised.message(), revised.addedTokens());
        } else if (change instanceof Change.Described described) {
            return new Change.Described(StoredForm.named(described.head(), id));
        } else {
            return new Change.Removed(id, change.version());
        }
    }

    @Override
    public void missed(Gap gap) {
        listener.missed(
                gap instanceof Gap.InConversation inConversation
                        ? new Gap.InConversation(id, inConversation.after(), inConversation.upTo())
                        : gap);
    }
}
