package dev.chatstore.api;

/**
 * Open storage: the stores that belong together. A bot that takes this as its parameter runs on whatever was opened.
 */
public interface Storage extends AutoCloseable {
    /** Returns the store of conversations, always the same. */
    ChatStore chats();

    /**
     * Returns a store of sessions with states of a type. Stores of two types share their keys: a key names one session,
     * whatever type it is read as.
     *
     * @param type a type that Jackson can write and read
     */
    <S> SessionStore<S> sessions(Class<S> type);

    /**
     * Tells a listener of what is committed to a conversation from now on, whether or not it is there yet: by this storage
     * at once, by other processes as the shared cache's feed carries it. Without a shared cache, what other processes
     * commit is noticed with the next change that this one makes.
     *
     * <p>Cost: one statement, and one more for each gap and the messages in it; nothing for what writes.
     */
    Subscription subscribe(ConversationId conversation, ChangeListener listener);

    /**
     * Tells a listener of what is committed to any conversation of a tenant from now on, as {@link
     * #subscribe(ConversationId, ChangeListener)} does for one.
     *
     * @throws InvalidInputException if the tenant's name is not a valid one
     */
    Subscription subscribe(String tenant, ChangeListener listener);

    /** Closes what opening it opened, and nothing else. Closing again does nothing. */
    @Override
    void close();
}
