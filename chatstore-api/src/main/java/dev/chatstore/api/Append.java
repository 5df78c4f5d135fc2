package dev.chatstore.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way into one conversation, all or none.
 *
 * @param conversation the conversation, which comes to be if it is not there
 * @param messages the messages in their order, 1 to {@value #MAX_MESSAGES}
 * @param expectedVersion the version that the conversation must have, 0 for one that must not be there yet; or null to
 *     append to whatever is there
 */
public record Append(
        ConversationId conversation,
        List<NewMessage> messages,
        @Nullable Long expectedVersion) {
    /** The most messages in one append. */
    public static final int MAX_MESSAGES = 10_000;

    /**
     * Makes an append after checking its parts; the list is copied.
     *
     * @throws InvalidInputException if there are no messages or too many, two have the same id, or the version is
     *     negative
     */
    public Append {
        Checks.required("append.conversation", conversation);
        Checks.required("append.messages", messages);
        messages = List.copyOf(messages);
        Checks.between("append.messages", messages.size(), 1, MAX_MESSAGES);
        if (expectedVersion != null) {
            Checks.atLeast("append.expectedVersion", expectedVersion, 0);
        }
        if (messages.size() > 1) {
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < messages.size(); i++) {
                String id = messages.get(i).id();
                if (id != null && !ids.add(id)) {
                    throw new InvalidInputException(
                            "append.messages[" + i + "].id", "must not stand twice in one append", id.length());
                }
            }
        }
    }

    /** Returns an append of those messages to whatever is there. */
    public static Append of(ConversationId conversation, NewMessage... messages) {
        return new Append(conversation, List.of(messages), null);
    }

    /** Returns an append of those messages to whatever is there. */
    public static Append of(ConversationId conversation, List<NewMessage> messages) {
        return new Append(conversation, messages, null);
    }

    /** Returns this append for a conversation at that version only; 0 is one that is not there. */
    public Append expecting(long version) {
        return new Append(conversation, messages, version);
    }
}
