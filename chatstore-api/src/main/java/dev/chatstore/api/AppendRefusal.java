package dev.chatstore.api;

/**
 * An append that was refused.
 *
 * @param conversation the conversation of the append
 * @param reason the reason. After an {@link UnavailableException} whose {@linkplain
 *     UnavailableException#outcomeUnknown() outcome is unknown}, the messages may be stored; sending them again with the
 *     same ids settles it
 */
public record AppendRefusal(ConversationId conversation, ChatStoreException reason) implements AppendOutcome {
    /** Throws a copy of the reason, which has the reason as its cause. */
    @Override
    public AppendReceipt receipt() {
        throw reason.copy();
    }
}
