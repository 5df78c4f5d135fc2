package dev.chatstore.api.spi;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A position in a list of conversations: that of the last conversation on a page.
 *
 * @param order the order of the list
 * @param time the conversation's time in that order
 * @param value the value of its id
 */
public record Cursor(Order order, Instant time, String value) {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Returns the cursor as opaque text. */
    public String encode() {
        String text = letter(order) + time.toString() + " " + value;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a query's cursor; null if the query has none.
     *
     * @throws InvalidInputException if {@link #encode} did not return the text for the same order
     */
    public static @Nullable Cursor decode(Order order, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int space = text.indexOf(' ');
            if (space > 1 && text.startsWith(letter(order))) {
                Instant time = Instant.parse(text.substring(1, space));
                Cursor read = new Cursor(
                        order,
                        time,
                        ConversationId.of(text.substring(space + 1)).value());
                boolean isInRange = !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
                // Another text of the same position was not made by this class.
                if (isInRange && read.encode().equals(cursor)) {
                    return read;
                }
            }
        } catch (IllegalArgumentException | DateTimeException | InvalidInputException e) {
            // Refused below, without a cause, whose message may quote the text.
        }
        throw new InvalidInputException(
                "query.cursor", "must be the next of a page in the same order", cursor.length());
    }

    /** Returns the parts, with a printable value. */
    @Override
    public String toString() {
        return "Cursor[order=" + order + ", time=" + time + ", value=" + ConversationId.printable(value) + "]";
    }

    private static String letter(Order order) {
        return order == Order.CREATED ? "c" : "a";
    }
}
