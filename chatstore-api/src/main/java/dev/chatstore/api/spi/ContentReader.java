package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the counts of a store are made of, in pieces of bounded size. Safe for use by several threads.
 */
public interface ContentReader {
    /** The maximum number of heads in one read. */
    int HEADS_PER_READ = 1_000;

    /** The maximum number of messages in one read. */
    int MESSAGES_PER_READ = 10_000;

    /** The maximum number of sessions in one read. */
    int SESSIONS_PER_READ = 1_000;

    /**
     * Returns a reader that needs nothing but the stores: it lists conversations, reads messages, and counts all sessions at
     * once. It estimates nothing and lists no tenants.
     */
    static ContentReader reading(ChatStore chats, SessionBackend sessions) {
        return new ListedContents(chats, sessions);
    }

    /**
     * Returns the heads of conversations, archived ones included, the most recently created first and then by descending
     * id. Fewer heads than asked for are the last ones.
     *
     * <p>Cost: one statement.
     *
     * @param owner the owner of the conversations, or null for all of the tenant
     * @param after the head after which to start, or null to start with the first. It need not exist
     * @param limit the maximum number of heads, 1 to {@value #HEADS_PER_READ}
     */
    HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit);

    /**
     * Returns the numbers of messages, in any order. Messages that do not exist do not count.
     *
     * <p>Cost: one statement, which reads the given messages and no others if there is one range, or if each range is a
     * whole conversation.
     *
     * @param ranges ranges of different conversations, which have at most {@value #MESSAGES_PER_READ} messages together
     */
    List<MessageCount> messages(String tenant, List<CountedRange> ranges);

    /**
     * Returns the number of sessions of all stores in a part of their list.
     *
     * <p>Cost: one statement, which reads no state.
     *
     * @param owner the owner of the sessions, or null for all of the tenant
     * @param after where the part before ended, or null to start with the first session. It need not exist
     * @param limit the maximum number of sessions that are read, whether they exist or not, 1 to {@value #SESSIONS_PER_READ}
     */
    SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit);

    /**
     * Returns the tenants that have conversations or sessions, each once, in the order of their code points. One of which only
     * deleted or expired ones are still {@linkplain Backend#REMEMBERED remembered} may be among them. The iterator is for one
     * thread and holds nothing open.
     *
     * @param gate passes each read that the iterator makes
     * @throws InvalidInputException if the backend cannot list its tenants
     */
    Iterator<String> tenants(ReadGate gate);

    /**
     * Returns what the store can tell of all tenants at a low cost. Nothing in it may depend on the number of messages or on
     * the size of a state.
     */
    ContentEstimate estimate();
}
