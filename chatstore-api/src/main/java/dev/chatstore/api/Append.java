package dev.chatstore.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages to append to one conversation: all or none.
 *
 * @param conversation the conversation, which is created if it does not exist
 * @param messages the messages in their order, 1 to {@value #MAX_MESSAGES}
 * @param expectedVersion the version that the conversation must have, 0 if it must not exist; or null to append whatever
 *     its version is
 * @param profile the profile of the conversation if this append creates it, or null for an empty one. It is ignored if
 *     the conversation exists
 */
public record Append(
        ConversationId conversation,
        List<NewMessage> messages,
        @Nullable Long expectedVersion,
        @Nullable Profile profile) {
    /** The maximum number of messages in one append. */
    public static final int MAX_MESSAGES = 10_000;

    /**
     * Creates an append and checks its parts. The list is copied.
     *
     * @throws InvalidInputException if there are no messages or too many, two have the same id, or the version is
     *     negative
     */
    public Append {
        Checks.required("append.conversation", conversation);
        messages = Checks.elements("append.messages", messages);
        Checks.between("append.messages", messages.size(), 1, MAX_MESSAGES);
        if (expectedVersion != null) {
            Checks.atLeast("append.expectedVersion", expectedVersion, 0);
        }
        if (messages.size() > 1) {
            checkIdsAreDistinct(messages);
        }
    }

    private static void checkIdsAreDistinct(List<NewMessage> messages) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            String id = messages.get(i).id();
            if (id != null && !ids.add(id)) {
                throw new InvalidInputException(
                        "append.messages[" + i + "].id", "must not occur twice in one append", id.length());
            }
        }
    }

    /** Returns an append of one or more messages. */
    public static Append of(ConversationId conversation, NewMessage first, NewMessage... more) {
        List<NewMessage> messages = new ArrayList<>();
        messages.add(first);
        messages.addAll(Arrays.asList(Checks.required("append.messages", more)));
        return of(conversation, messages);
    }

    /** Returns an append of messages. */
    public static Append of(ConversationId conversation, List<NewMessage> messages) {
        return new Append(conversation, messages, null, null);
    }

    /** Returns this append for a conversation at an expected version only; 0 expects that it does not exist. */
    public Append expecting(long version) {
        return new Append(conversation, messages, version, profile);
    }

    /** Returns this append with the profile of the conversation if the append creates it. */
    public Append withProfile(@Nullable Profile profile) {
        return new Append(conversation, messages, expectedVersion, profile);
    }

    /** Returns the id and numbers, without the messages and the profile. */
    @Override
    public String toString() {
        return "Append[conversation=" + conversation + ", messages=" + messages.size() + ", expectedVersion="
                + expectedVersion + ", profile=" + (profile == null ? "none" : "given") + "]";
    }
}
