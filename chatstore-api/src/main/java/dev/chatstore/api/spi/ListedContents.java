package dev.chatstore.api.spi;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.Message;
import dev.chatstore.api.Page;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import dev.chatstore.api.contents.ContentEstimate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts by reading: lists conversations, and reads messages with their texts. */
final class ListedContents implements ContentReader {
    /** A bound of the memory, since each message may have its maximum size. */
    private static final int MESSAGES_PER_CALL = 500;

    /** The same, since each head may have a large system prompt. */
    private static final int CONVERSATIONS_PER_CALL = 100;

    private final ChatStore chats;

    ListedContents(ChatStore chats) {
        this.chats = chats;
    }

    private record Key(@Nullable Role role, LocalDate storedDay, LocalDate saidDay) {
        static Key of(Message message) {
            boolean readable = !message.unreadable().contains("role")
                    && !message.unreadable().contains("message");
            return new Key(readable ? message.role() : null, day(message.created()), day(message.said()));
        }

        private static LocalDate day(Instant time) {
            return LocalDate.ofInstant(time, ZoneOffset.UTC);
        }
    }

    /** Reads on until there are enough, since a page leaves out what cannot be read. */
    @Override
    public List<HeadCount> heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
        ConversationQuery all = ConversationQuery.ofTenant(tenant).withArchived(Archived.INCLUDED);
        ConversationQuery query = owner == null ? all : all.withOwner(owner);
        List<HeadCount> heads = new ArrayList<>();
        String cursor =
                after == null ? null : new Cursor(Order.CREATED, after.created(), after.conversation()).encode();
        do {
            int size = Math.min(CONVERSATIONS_PER_CALL, limit - heads.size());
            Page<Conversation> page = chats.list(query.withLimit(size).from(cursor));
            page.items().forEach(conversation -> heads.add(head(conversation)));
            cursor = page.next();
        } while (cursor != null && heads.size() < limit);
        return heads;
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
        for (CountedRange range : ranges) {
            Map<Key, MessageCount> groups = new HashMap<>();
            ConversationId id = new ConversationId(tenant, range.conversation());
            for (long next = range.first(); next <= range.last(); next += MESSAGES_PER_CALL) {
                int limit = (int) Math.min(MESSAGES_PER_CALL, range.last() - next + 1);
                for (Message message : chats.history(id, Slice.after(next - 1, limit))) {
                    groups.merge(Key.of(message), one(range, message), ListedContents::sum);
                }
            }
            counts.addAll(groups.values());
        }
        return counts;
    }

    private static MessageCount one(CountedRange range, Message message) {
        Key key = Key.of(message);
        return new MessageCount(
                range.conversation(),
                key.role(),
                key.storedDay(),
                key.saidDay(),
                1,
                message.tokens(),
                bytes(message.text()));
    }

    private static MessageCount sum(MessageCount a, MessageCount b) {
        return new MessageCount(
                a.conversation(),
                a.role(),
                a.storedDay(),
                a.saidDay(),
                a.messages() + b.messages(),
                a.tokens() + b.tokens(),
                a.textBytes() + b.textBytes());
    }

    /** Returns the length in UTF-8. */
    private static long bytes(String text) {
        return text.codePoints()
                .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }

    @Override
    public Iterator<String> tenants() {
        throw new UnsupportedOperationException("this backend cannot list its tenants");
    }

    @Override
    public ContentEstimate estimate() {
        return ContentEstimate.UNKNOWN;
    }
}
