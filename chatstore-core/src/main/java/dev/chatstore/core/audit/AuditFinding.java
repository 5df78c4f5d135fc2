package dev.chatstore.core.audit;

/**
 * A place at which a trail is not as it was written.
 *
 * @param kind what is wrong
 * @param first the number of the first entry that it is about
 * @param last the number of the last one, the same for a single entry
 */
public record AuditFinding(Kind kind, long first, long last) {
    /** What is wrong at a place. */
    public enum Kind {
        /** The entry is not what was written: its digest is not that of its content, or it was edited. */
        CHANGED("was changed"),
        /** It is no entry at all. */
        UNREADABLE("is not an entry"),
        /** Entries are missing, and no entry says that they were pruned. */
        MISSING("missing without a record of it"),
        /** The entry was written at another place of the trail. */
        MOVED("was written at another place"),
        /** The entry was written in another trail. */
        FOREIGN("belongs to another trail"),
        /** The entry does not follow the one before it: one of the two was replaced, or one between them was removed. */
        NOT_FOLLOWING("does not follow the entry before it");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Returns the finding as one line. */
    public String summary() {
        return first == last
                ? "entry " + first + (kind == Kind.MISSING ? " is " : " ") + kind.text
                : "entries " + first + " to " + last + " are " + kind.text;
    }
}
