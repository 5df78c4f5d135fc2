package dev.chatstore.core.transfer.source;

import dev.chatstore.api.Role;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Receives what a format reads, and answers the questions that a source leaves open. For one thread. */
public interface SourceReading {
    /** Returns all files of the source, those that are not of the format among them. */
    SourceFiles files();

    /** Receives a conversation, and reads its messages, some of them twice, before it returns. */
    void conversation(SourceConversation conversation) throws IOException;

    /** Notes a conversation that is left out. */
    void skip(String conversation, Place place, Refused reason);

    /** Notes a record that is left out. */
    void skip(Place place, Refused reason);

    /**
     * Notes that a file cannot be read on from a place.
     *
     * @throws BrokenSource if it is the only file of its format; of several, the others are read
     */
    void broken(BrokenSource broken) throws BrokenSource;

    /** Notes a record of the source that is no conversation, such as a project. */
    void passOver(String kind);

    /** Returns the role that the operator gave to a sender or to a role of the source, or null if none was given. */
    @Nullable Role roleOf(String sender);

    /** Returns the instant of a time without a zone, or null if the operator has not said which zone is meant. */
    @Nullable Instant instantOf(LocalDateTime local);

    /** Returns whether the day comes before the month, in a source that does not tell. */
    boolean dayComesFirst();

    /** Returns whether only the messages on the path to the current one are wanted, in a source that has branches. */
    boolean activePathOnly();
}
