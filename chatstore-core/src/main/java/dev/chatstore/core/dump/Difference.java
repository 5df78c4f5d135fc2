package dev.chatstore.core.dump;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * A conversation or a session that two stores do not have alike.
 *
 * @param conversation the conversation, or null for a session
 * @param session the session, or null for a conversation
 * @param kind how they differ
 */
public record Difference(
        @Nullable ConversationId conversation, @Nullable SessionId session, Kind kind) {
    /** How two stores differ in one thing. */
    public enum Kind {
        /** Only the source has it. */
        MISSING("missing in the target"),
        /** Only the target has it. */
        EXTRA("only in the target"),
        /** The messages are different, their number, or a part of one of them. */
        MESSAGES("different in the messages"),
        /** The profile is different, or what else belongs to the conversation as a whole, such as whether it is archived. */
        PROFILE("different in the profile"),
        /** The messages are different, and the profile too. */
        MESSAGES_AND_PROFILE("different in the messages and the profile"),
        /** Both have the same content, and the source has a higher version. */
        VERSION("at a lower version in the target"),
        /** The state of a session is different, or its owner or a time. */
        STATE("different in the state");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    static Difference of(ConversationId id, Kind kind) {
        return new Difference(id, null, kind);
    }

    static Difference of(SessionId id, Kind kind) {
        return new Difference(null, id, kind);
    }

    /** Returns what it is and how it differs. */
    @Override
    public String toString() {
        String what = conversation == null ? "" : named("conversation", conversation.value(), conversation.tenant());
        return (session == null ? what : named("session", session.name() + "/" + session.value(), session.tenant()))
                + ": " + kind.text;
    }

    private static String named(String noun, String id, String tenant) {
        return noun + " " + ConversationId.printable(id) + " (tenant " + ConversationId.printable(tenant) + ")";
    }
}
