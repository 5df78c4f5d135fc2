package dev.chatstore.core.memory;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.Figure;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts the store in memory. Its numbers of everything are exact; the memory that it takes is unknown. */
final class MemoryContents implements ContentReader {
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final ContentReader reader;
    private final MemoryConversations conversations;
    private final MemorySessionBackend sessions;

    MemoryContents(MemoryChatStore chats, MemoryConversations conversations, MemorySessionBackend sessions) {
        this.reader = ContentReader.reading(chats, sessions);
        this.conversations = conversations;
        this.sessions = sessions;
    }

    @Override
    public HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
        return reader.heads(tenant, owner, after, limit);
    }

    @Override
    public List<MessageCount> messages(String tenant, List<CountedRange> ranges) {
        return reader.messages(tenant, ranges);
    }

    @Override
    public SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit) {
        return reader.sessions(tenant, owner, after, limit);
    }

    @Override
    public Iterator<String> tenants(ReadGate gate) {
        Set<String> tenants = new TreeSet<>(BY_CODE_POINT);
        gate.pass(() -> tenants.addAll(conversations.tenants()));
        gate.pass(() -> tenants.addAll(sessions.tenants()));
        return tenants.iterator();
    }

    @Override
    public ContentEstimate estimate() {
        long[] totals = conversations.totals();
        return new ContentEstimate(exact(totals[0]), exact(totals[1]), exact(totals[2]), exact(sessions.count()), null);
    }

    private static Figure exact(long value) {
        return new Figure(value, true);
    }
}
