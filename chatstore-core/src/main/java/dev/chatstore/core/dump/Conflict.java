package dev.chatstore.core.dump;

/** What a restore or a copy does with a conversation or a session that exists in the target and is different. */
public enum Conflict {
    /** It is left as it is and reported. */
    SKIP,
    /** That of the source takes its place, in one step: a reader sees one or the other. */
    REPLACE
}
