package dev.chatstore.redis.store.form;

import dev.chatstore.api.NewMessage;

/**
 * What a script finds a message by: its sequence, or the id that the caller gave it. The other is empty.
 *
 * @param sequence the sequence in decimal digits, or empty
 * @param id the id, or empty
 */
public record MessageName(String sequence, String id) {
    public static MessageName of(long sequence) {
        return new MessageName(Long.toString(sequence), "");
    }

    /**
     * Returns the name of the message with an id.
     *
     * @throws dev.chatstore.api.InvalidInputException if the id is not a valid one
     */
    public static MessageName of(String id) {
        NewMessage.checkId(id);
        return new MessageName("", id);
    }
}
