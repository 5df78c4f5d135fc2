package dev.chatstore.core.contents;

import dev.chatstore.api.spi.ContentReader;
import dev.chatstore.api.spi.ReadGate;
import dev.chatstore.api.spi.count.CountedRange;
import dev.chatstore.api.spi.count.HeadCount;
import dev.chatstore.api.spi.count.MessageCount;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the messages of conversations: as many whole conversations in a call as have a bounded number of messages together,
 * and a larger one by itself in ranges.
 */
final class MessageReads {
    private static final long MOST = ContentReader.MESSAGES_PER_READ;

    private final String tenant;
    private final ReadGate gate;
    private final ContentReader reader;
    private final ContentTotals totals;

    MessageReads(String tenant, ReadGate gate, ContentReader reader, ContentTotals totals) {
        this.tenant = tenant;
        this.gate = gate;
        this.reader = reader;
        this.totals = totals;
    }

    void read(List<HeadCount> heads) {
        List<HeadCount> together = new ArrayList<>();
        long messages = 0;
        for (HeadCount head : heads) {
            if (head.messages() > MOST) {
                readAlone(head);
            } else if (head.messages() > 0) {
                if (messages + head.messages() > MOST) {
                    readTogether(together);
                    together.clear();
                    messages = 0;
                }
                together.add(head);
                messages += head.messages();
            }
        }
        readTogether(together);
    }

    private void readTogether(List<HeadCount> heads) {
        if (!heads.isEmpty()) {
            List<CountedRange> ranges = heads.stream()
                    .map(head -> new CountedRange(head.conversation(), head.firstSequence(), head.lastSequence()))
                    .toList();
            totals.add(heads, call(ranges));
        }
    }

    private void readAlone(HeadCount head) {
        List<MessageCount> counts = new ArrayList<>();
        for (long first = head.firstSequence(); first <= head.lastSequence(); first += MOST) {
            long last = Math.min(first + MOST - 1, head.lastSequence());
            counts.addAll(call(List.of(new CountedRange(head.conversation(), first, last))));
        }
        totals.add(List.of(head), counts);
    }

    private List<MessageCount> call(List<CountedRange> ranges) {
        return gate.pass(() -> reader.messages(tenant, ranges));
    }
}
