package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Page;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts by reading: lists conversations, and reads messages with their texts. */
final class ListedContents implements ContentReader {
    /** A bound of the memory, since each head may have a large system prompt. */
    private static final int CONVERSATIONS_PER_CALL = 100;

    private final ChatStore chats;
    private final SessionBackend sessions;

    ListedContents(ChatStore chats, SessionBackend sessions) {
        this.chats = chats;
        this.sessions = sessions;
    }

    /** Reads on until there are enough, since a page leaves out what cannot be read. */
    @Override
    public HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
        ConversationQuery all = ConversationQuery.ofTenant(tenant).withArchived(Archived.INCLUDED);
        ConversationQuery query = owner == null ? all : all.withOwner(owner);
        List<HeadCount> heads = new ArrayList<>();
        Set<String> unreadable = new LinkedHashSet<>();
        String cursor =
                after == null ? null : new Cursor(Order.CREATED, after.created(), after.conversation()).encode();
        do {
            int size = Math.min(CONVERSATIONS_PER_CALL, limit - heads.size());
            Page<Conversation> page = chats.list(query.withLimit(size).from(cursor));
            page.items().forEach(conversation -> heads.add(head(conversation)));
            unreadable(page).forEach(unreadable::add);
            cursor = page.next();
        } while (cursor != null && heads.size() < limit);
        return new HeadPage(heads, List.copyOf(unreadable));
    }

    private static Stream<String> unreadable(Page<Conversation> page) {
        return page.unreadable().stream()
                .map(CorruptDataException::conversation)
                .filter(Objects::nonNull)
                .map(ConversationId::value);
    }

    private static HeadCount head(Conversation conversation) {
        return new HeadCount(
                conversation.id().value(),
                conversation.created(),
                conversation.profile().owner(),
                conversation.profile().model(),
                conversation.archived(),
                conversation.messageCount(),
                conversation.lastSequence(),
                conversation.tokens());
    }

    @Override
    public List<MessageCount> messages(String tenant, List<CountedRange> ranges) {
        List<MessageCount> counts = new ArrayList<>();
        TextPages pages = new TextPages(chats);
        for (CountedRange range : ranges) {
            ReadMessages read = new ReadMessages(range.conversation());
            ConversationId id = new ConversationId(tenant, range.conversation());
            for (long next = range.first(); next <= range.last(); ) {
                List<Message> page = pages.read(id, next, range.last());
                page.forEach(read::add);
                next = page.isEmpty()
                        ? range.last() + 1
                        : page.get(page.size() - 1).sequence() + 1;
            }
            counts.addAll(read.counts());
        }
        return counts;
    }

    @Override
    public SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit) {
        return new SessionCount(sessions.count(new SessionScope(tenant, null, owner)), null);
    }

    @Override
    public Iterator<String> tenants(ReadGate gate) {
        throw new InvalidInputException("storage", "must be of a backend that can list its tenants", 0);
    }

    @Override
    public ContentEstimate estimate() {
        return ContentEstimate.UNKNOWN;
    }
}
