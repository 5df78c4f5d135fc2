package dev.chatstore.examples.twonodes;

/**
 * A sentence and its answer.
 *
 * @param question what was said
 * @param answer what the bot said to it
 * @param window how many messages it read before, and which tier had them
 * @param session which tier had the session
 */
record Turn(Said question, Said answer, String window, String session) {
    /**
     * A message that is durable.
     *
     * @param sequence its place
     * @param text what it says
     * @param at when its writer knew that it is durable, in microseconds since 1970
     */
    record Said(long sequence, String text, long at) {}
}
