package dev.chatstore.core.dump;

/** What becomes of a conversation or a session that exists in the target and is different. */
enum FillingMode {
    /** It is left as it is and reported. */
    LEAVING_OURS,
    /** It is deleted, and the source's is stored in its place. */
    TAKING_THEIRS,
    /** Nothing is written at all. */
    DRY_RUN
}
