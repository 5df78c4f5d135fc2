package dev.chatstore.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A committed change of a conversation, which created one version. */
public sealed interface Change {
    /** Returns the conversation that changed. */
    ConversationId conversation();

    /** Returns the version that the change created. */
    long version();

    /**
     * Messages were appended.
     *
     * @param conversation the conversation
     * @param version the version that the append created
     * @param messages the messages as a reader gets them
     * @param profile the conversation's profile if the append created the conversation; null if it existed, and to a
     *     listener that catches up
     */
    record Appended(
            ConversationId conversation,
            long version,
            List<Message> messages,
            @Nullable Profile profile) implements Change {
        /** Creates the change. The list is copied. */
        public Appended {
            messages = List.copyOf(messages);
        }

        /** Creates the change of a conversation that existed. */
        public Appended(ConversationId conversation, long version, List<Message> messages) {
            this(conversation, version, messages, null);
        }

        /**
         * Returns the change that a committed append made.
         *
         * @param isNew whether the append created the conversation
         */
        public static Appended of(Append append, AppendReceipt receipt, Instant created, boolean isNew) {
            List<Message> messages = new ArrayList<>(append.messages().size());
            long sequence = receipt.firstSequence();
            for (NewMessage message : append.messages()) {
                messages.add(Message.appended(message, sequence++, receipt.version(), created));
            }
            Profile given = append.profile() == null ? Profile.EMPTY : append.profile();
            return new Appended(append.conversation(), receipt.version(), messages, isNew ? given : null);
        }

        /** Returns the ids and numbers, without the messages and the profile. */
        @Override
        public String toString() {
            return "Appended[conversation=" + conversation + ", version=" + version + ", messages=" + messages.size()
                    + "]";
        }
    }

    /**
     * A message was edited or redacted.
     *
     * @param conversation the conversation
     * @param version the version that the edit created
     * @param message the message after the edit
     * @param addedTokens the change of the conversation's token total, negative if it fell
     */
    record Revised(ConversationId conversation, long version, Message message, long addedTokens) implements Change {
        /** Returns the ids and numbers, without the message. */
        @Override
        public String toString() {
            return "Revised[conversation=" + conversation + ", version=" + version + ", sequence=" + message.sequence()
                    + "]";
        }
    }

    /**
     * The conversation was opened without messages, its profile or archived flag was changed, or its oldest messages were
     * removed: those before {@link Conversation#firstSequence} exist no longer.
     *
     * @param head the conversation after the change
     */
    record Described(Conversation head) implements Change {
        @Override
        public ConversationId conversation() {
            return head.id();
        }

        @Override
        public long version() {
            return head.version();
        }

        /** Returns the id and the version, without the profile. */
        @Override
        public String toString() {
            return "Described[conversation=" + conversation() + ", version=" + version() + "]";
        }
    }

    /**
     * The conversation was deleted with everything that belonged to it.
     *
     * @param conversation the conversation
     * @param version the version that the delete created. A new conversation under the same id continues from it
     */
    record Removed(ConversationId conversation, long version) implements Change {}
}
