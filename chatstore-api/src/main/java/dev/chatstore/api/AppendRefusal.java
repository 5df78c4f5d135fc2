package dev.chatstore.api;

/**
 * An append that was not made.
 *
 * @param conversation the conversation that was to be appended to
 * @param reason why not. An {@link UnavailableException} leaves open whether the messages are there; sending them again
 *     with the same ids settles it
 */
public record AppendRefusal(ConversationId conversation, ChatStoreException reason) implements AppendOutcome {
    @Override
    public AppendReceipt receipt() {
        throw reason;
    }
}
