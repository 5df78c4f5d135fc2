package dev.chatstore.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What was committed to a conversation: one change, which made one version. */
public sealed interface Change {
    /** Returns the conversation that changed. */
    ConversationId conversation();

    /** Returns the version that the change made. */
    long version();

    /**
     * Messages were appended.
     *
     * @param conversation the conversation
     * @param version the version that the append made
     * @param messages the messages, as a reader gets them
     */
    record Appended(ConversationId conversation, long version, List<Message> messages) implements Change {
        /** Makes the change; the list is copied. */
        public Appended {
            messages = List.copyOf(messages);
        }

        /** Returns what a committed append changed. */
        public static Appended of(Append append, AppendReceipt receipt, Instant created) {
            List<Message> messages = new ArrayList<>(append.messages().size());
            long sequence = receipt.firstSequence();
            for (NewMessage message : append.messages()) {
                messages.add(Message.appended(message, sequence++, receipt.version(), created));
            }
            return new Appended(append.conversation(), receipt.version(), messages);
        }

        /** Returns the ids and numbers only: the texts are users'. */
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
     * @param version the version that this made
     * @param message the message as it is now
     */
    record Revised(ConversationId conversation, long version, Message message) implements Change {
        /** Returns the ids and numbers only: the text is a user's. */
        @Override
        public String toString() {
            return "Revised[conversation=" + conversation + ", version=" + version + ", sequence=" + message.sequence()
                    + "]";
        }
    }

    /**
     * The conversation was opened, or what is said about it was patched.
     *
     * @param head the conversation as it is now
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

        /** Returns the id and the version only: what is said about it is its owner's. */
        @Override
        public String toString() {
            return "Described[conversation=" + conversation() + ", version=" + version() + "]";
        }
    }

    /**
     * The conversation was removed with all that was in it.
     *
     * @param conversation the conversation
     * @param version the version that it had at last or, where the removal made one, that one; what takes its place
     *     goes on from there
     */
    record Removed(ConversationId conversation, long version) implements Change {}
}
