package dev.chatstore.api;

/** The outcome of one append among several: a receipt, or a refusal that left the conversation unchanged. */
public sealed interface AppendOutcome permits AppendReceipt, AppendRefusal {
    /** Returns the conversation of the append. */
    ConversationId conversation();

    /**
     * Returns the receipt.
     *
     * @throws ChatStoreException the reason, if the append was refused
     */
    AppendReceipt receipt();
}
