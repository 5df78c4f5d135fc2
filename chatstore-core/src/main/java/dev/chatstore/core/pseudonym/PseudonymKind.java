package dev.chatstore.core.pseudonym;

import java.util.Locale;

/** A kind of ids that can be kept as pseudonyms. */
public enum PseudonymKind {
    /** The owners of conversations and sessions. */
    OWNERS,
    /** The authors of messages. */
    AUTHORS,
    /** The ids of conversations and the keys of sessions. */
    CONVERSATIONS;

    /** Returns the name in the setting {@code privacy.pseudonyms}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
