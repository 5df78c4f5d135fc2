package dev.chatstore.api;

/**
 * Open storage: the stores that belong together. A bot that takes this as its parameter runs on whatever was opened.
 */
public interface Stores extends AutoCloseable {
    /** Returns the store of conversations, always the same. */
    ChatStore chats();

    /**
     * Returns a store of sessions with states of a type. Stores of two types share their keys: a key names one session,
     * whatever type it is read as.
     *
     * @param type a type that Jackson can write and read
     */
    <S> SessionStore<S> sessions(Class<S> type);

    /** Closes what opening it opened, and nothing else. Closing again does nothing. */
    @Override
    void close();
}
