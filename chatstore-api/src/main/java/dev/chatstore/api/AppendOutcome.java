package dev.chatstore.api;

/** What became of one append among several: a receipt, or a refusal that left its conversation as it was. */
public sealed interface AppendOutcome permits AppendReceipt, AppendRefusal {
    /** The conversation that was to be appended to. */
    ConversationId conversation();

    /**
     * Returns the receipt.
     *
     * @throws ChatStoreException the reason, if the append was refused
     */
    AppendReceipt receipt();
}
