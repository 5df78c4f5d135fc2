package dev.chatstore.core.contents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Role;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.contents.ContentEstimate;
import dev.chatstore.api.contents.ContentGroup;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.api.contents.Grouping;
import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.HeadPage;
import dev.chatstore.api.spi.count.MessageCount;
import dev.chatstore.api.spi.count.SessionCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No read is of more than 10,000 messages. */
class MessageReadsTest {
    private final List<List<CountedRange>> calls = new ArrayList<>();
    private final ContentTotals totals =
            new ContentTotals(ContentQuery.ofTenant("default").by(Grouping.ROLE));
    private final MessageReads reads = new MessageReads("default", ReadGate.OPEN, new Ranges(), totals);

    /** Has every message of every range. */
    private final class Ranges implements ContentReader {
        @Override
        public HeadPage heads(String tenant, @Nullable String owner, @Nullable HeadCount after, int limit) {
            return new HeadPage(List.of(), List.of());
        }

        @Override
        public SessionCount sessions(String tenant, @Nullable String owner, @Nullable SessionId after, int limit) {
            return new SessionCount(0, null);
        }

        @Override
        public List<MessageCount> messages(String tenant, List<CountedRange> ranges) {
            calls.add(ranges);
            return ranges.stream()
                    .map(range -> new MessageCount(
                            range.conversation(),
                            Role.USER,
                            LocalDate.EPOCH,
                            LocalDate.EPOCH,
                            range.last() - range.first() + 1,
                            0,
                            1,
                            0))
                    .toList();
        }

        @Override
        public Iterator<String> tenants(ReadGate gate) {
            return Collections.emptyIterator();
        }

        @Override
        public ContentEstimate estimate() {
            return ContentEstimate.UNKNOWN;
        }
    }

    private static HeadCount head(String conversation, long messages) {
        return new HeadCount(conversation, Instant.EPOCH, null, null, false, messages, messages, 0);
    }

    @Test
    void conversationsAreReadTogetherUpToTheMaximum() {
        reads.read(List.of(head("a", 6_000), head("b", 4_000), head("empty", 0), head("c", 1), head("d", 10_000)));
        assertThat(calls)
                .containsExactly(
                        List.of(new CountedRange("a", 1, 6_000), new CountedRange("b", 1, 4_000)),
                        List.of(new CountedRange("c", 1, 1)),
                        List.of(new CountedRange("d", 1, 10_000)));
    }

    @Test
    void aLargeConversationIsReadInRangesAndCountsOnce() {
        reads.read(List.of(head("small", 5), head("large", 25_000), head("other", 7)));
        assertThat(calls)
                .containsExactly(
                        List.of(new CountedRange("large", 1, 10_000)),
                        List.of(new CountedRange("large", 10_001, 20_000)),
                        List.of(new CountedRange("large", 20_001, 25_000)),
                        List.of(new CountedRange("small", 1, 5), new CountedRange("other", 1, 7)));
        assertThat(totals.with(0).breakdowns().get(Grouping.ROLE).groups())
                .containsExactly(new ContentGroup("user", 3, 25_012, 0, 5L));
    }

    @Test
    void emptyConversationsCostNothing() {
        reads.read(List.of(head("a", 0), head("b", 0)));
        reads.read(List.of());
        assertThat(calls).isEmpty();
    }
}
