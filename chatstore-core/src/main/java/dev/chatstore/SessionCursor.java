package dev.chatstore;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The position in a list of sessions as opaque text: the value of the last session on a page. */
final class SessionCursor {
    private SessionCursor() {}

    static String encode(SessionId id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.value().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the session after which a page starts.
     *
     * @throws InvalidInputException if {@link #encode} did not return the cursor
     */
    static SessionId decode(String tenant, String name, String cursor) {
        try {
            String value = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            SessionId id = SessionId.of(name, SessionKey.of(tenant, value));
            // Another text of the same position was not made by this class.
            if (encode(id).equals(cursor)) {
                return id;
            }
        } catch (IllegalArgumentException | InvalidInputException e) {
            // Refused below, without a cause, whose message may quote the text.
        }
        throw new InvalidInputException("query.cursor", "must be the next of a page", cursor.length());
    }
}
