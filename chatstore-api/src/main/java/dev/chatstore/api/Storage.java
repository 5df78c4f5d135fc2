package dev.chatstore.api;

/**
 * An open storage: its store of conversations, its stores of sessions, and subscriptions to changes. Code that takes this
 * interface as its parameter runs on every backend.
 */
public interface Storage extends AutoCloseable {
    /** Returns the store of conversations, always the same one. */
    ChatStore chats();

    /**
     * Returns the session store of the name {@value SessionStore#DEFAULT_NAME}.
     *
     * @param type the type of the states, one that Jackson can write and read
     * @throws InvalidInputException if this storage already gave out a store of that name with another type
     */
    default <S> SessionStore<S> sessions(Class<S> type) {
        return sessions(SessionStore.DEFAULT_NAME, type);
    }

    /**
     * Returns the session store of a name. Stores of two names never see each other's sessions, even under the same key.
     *
     * @param name the store's name: 1 to 64 of the characters {@code a-z}, {@code 0-9} and {@code -}
     * @param type the type of the states, one that Jackson can write and read
     * @throws InvalidInputException if the name has another form, or this storage already gave out a store of that name
     *     with another type
     */
    <S> SessionStore<S> sessions(String name, Class<S> type);

    /**
     * Notifies a listener of each change that is committed to a conversation from now on, whether or not the conversation
     * exists yet. Changes made by this storage are delivered at once, those of other processes as soon as the shared
     * cache's change feed delivers them. Without a shared cache, changes of other processes are noticed with the next
     * change that this storage makes.
     *
     * <p>Cost: one statement, one more for each gap, and those that read the messages in it. Writers pay nothing.
     *
     * @throws UnavailableException if the store cannot be read, or no thread can be started
     * @throws ClosedException if the storage is closed, or is being closed
     */
    Subscription subscribe(ConversationId conversation, ChangeListener listener);

    /**
     * Notifies a listener of each change that is committed to any conversation of a tenant from now on, as {@link
     * #subscribe} does for one conversation.
     *
     * @throws InvalidInputException if the tenant is not a valid name
     * @throws UnavailableException if no thread can be started
     * @throws ClosedException if the storage is closed, or is being closed
     */
    Subscription subscribeTenant(String tenant, ChangeListener listener);

    /** Closes what opening the storage opened, and nothing else. Closing again has no effect. */
    @Override
    void close();
}
