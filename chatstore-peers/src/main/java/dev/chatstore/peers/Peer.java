package dev.chatstore.peers;

import java.sql.SQLException;
import java.util.List;

/** A chat memory under comparison, in the configuration that its documentation recommends. Safe for use by multiple threads. */
interface Peer extends AutoCloseable {
    /** Returns what is compared. */
    PeerDescription description();

    /** Creates a conversation with these texts of the user. */
    void open(String conversation, List<String> texts) throws SQLException;

    /** Appends a text of the user. When it returns, the memory has acknowledged the message. */
    void append(String conversation, String text) throws SQLException;

    /** Returns the newest messages of a conversation in the memory's own type. */
    List<?> recent(String conversation, int count) throws SQLException;

    /** Returns the texts of a whole conversation in order. */
    List<String> texts(String conversation) throws SQLException;

    /** Returns the number of appends by each caller when all of them append to one conversation. */
    default int contendedAppends() {
        return 50;
    }

    @Override
    void close();

    /** Returns the end of a list. */
    static <T> List<T> newest(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }
}
