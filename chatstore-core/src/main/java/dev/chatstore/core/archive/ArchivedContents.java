package dev.chatstore.core.archive;

import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts messages wherever they are. A range of which fewer messages are outside of segments than it spans is counted by reading
 * all of its messages.
 */
final class ArchivedContents implements ContentReader {
    private final ContentReader rows;
    private final ContentReader all;

    ArchivedContents(ContentReader rows, ContentReader all) {
        this.rows = rows;
        this.all = all;
    }

    @Override
    public List<MessageCount> messages(String tenant, List<CountedRange> ranges) {
        List<MessageCount> counts = rows.messages(tenant, ranges);
        Map<String, Long> messages = counts.stream()
                .collect(Collectors.groupingBy(
                        MessageCount::conversation, Collectors.summingLong(MessageCount::messages)));
        Map<String, CountedRange> reaching = ranges.stream()
                .filter(range -> messages.getOrDefault(range.conversation(), 0L) < range.last() - range.first() + 1)
                .collect(Collectors.toMap(CountedRange::conversation, range -> range));
        if (reaching.isEmpty()) {
            return counts;
        }
        List<MessageCount> whole = new ArrayList<>(counts);
        whole.removeIf(count -> reaching.containsKey(count.conversation()));
        whole.addAll(all.messages(tenant, List.copyOf(reaching.values())));
        return whole;
    }

    @Override
    public HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
        return rows.heads(tenant, owner, after, limit);
    }

    @Override
    public SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit) {
        return rows.sessions(tenant, owner, after, limit);
    }

    @Override
    public Iterator<String> tenants(ReadGate gate) {
        return rows.tenants(gate);
    }

    @Override
    public ContentEstimate estimate() {
        return rows.estimate();
    }
}
