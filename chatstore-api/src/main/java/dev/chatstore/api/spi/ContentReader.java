package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.contents.ContentEstimate;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the counts of a store are made of, in pieces of bounded size. Safe for use by several threads.
 */
public interface ContentReader {
    /**
     * Returns a reader that needs nothing but the store: it lists conversations and reads messages. It estimates nothing and
     * lists no tenants.
     */
    static ContentReader reading(ChatStore chats) {
        return new ListedContents(chats);
    }

    /**
     * Returns the heads of conversations, archived ones included, the most recently created first and then by descending
     * id. Fewer than asked for are the last ones.
     *
     * <p>Cost: one statement.
     *
     * @param owner the owner of the conversations, or null for all of the tenant
     * @param after the head after which to start, or null to start with the first. It need not exist
     * @param limit the maximum number of heads, 1 to 1,000
     */
    List<HeadCount> heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit);

    /**
     * Returns the numbers of messages, in any order. Messages that do not exist do not count.
     *
     * <p>Cost: one statement, which reads the given messages and no others if there is one range, or if each range is a
     * whole conversation.
     *
     * @param ranges ranges of different conversations
     */
    List<MessageCount> messages(String tenant, List<CountedRange> ranges);

    /**
     * Returns the tenants that have conversations or sessions, each once, in the order of their code points. One of which only
     * deleted or expired ones are still {@linkplain Backend#REMEMBERED remembered} may be among them. The iterator is for one
     * thread, asks the store step by step, and holds nothing open.
     *
     * @throws UnsupportedOperationException if the backend cannot list its tenants
     */
    Iterator<String> tenants();

    /**
     * Returns what the store can tell of all tenants at a low cost. Nothing in it may depend on the number of messages.
     */
    ContentEstimate estimate();
}
