package dev.chatstore.api.spi;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * The place of a conversation in a list of conversations.
 *
 * @param created when the last conversation of a page was created
 * @param value its id's value
 */
public record Cursor(Instant created, String value) {
    /** Returns the cursor as text that means nothing to the caller. */
    public String encode() {
        String text = created + " " + value;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor.
     *
     * @throws InvalidInputException if it is not a text that {@link #encode} gave
     */
    public static Cursor decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            if (space > 0) {
                Instant created = Instant.parse(text.substring(0, space));
                return new Cursor(
                        created, ConversationId.of(text.substring(space + 1)).value());
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Refused below, without the text of a cause that may repeat it.
        }
        throw new InvalidInputException("query.cursor", "must be the next of a page", cursor.length());
    }
}
