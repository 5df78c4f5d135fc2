package dev.chatstore.examples.twonodes;

/**
 * A sentence and its answer.
 *
 * @param question the message of the user
 * @param answer the answer of the bot
 * @param window the number of messages read, and the tier that served them
 * @param session the tier that served the session
 */
record Turn(Said question, Said answer, String window, String session) {
    /**
     * A stored message.
     *
     * @param sequence its sequence
     * @param text its text
     * @param at when the writer received the receipt, in microseconds since 1970
     */
    record Said(long sequence, String text, long at) {}
}
