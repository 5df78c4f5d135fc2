package dev.chatstore.bench.load;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Compares all conversations, as the durable store has them, with what was acknowledged.
 *
 * @param messages the number of messages that were read
 * @param wrong the number of conversations in which an acknowledged message is missing or stored twice, a message was
 *     never sent, a sequence has a gap, or the messages of a caller are not in its order
 * @param failed the number of appends that were not acknowledged
 */
record Verification(long messages, int wrong, int failed) {
    private static final int PAGE = 1_000;
    private static final int NUMBER_BITS = 40;

    /** Reads everything through a store of its own, without caches. */
    static Verification of(String url, Population population, Ledger ledger) {
        LongAdder messages = new LongAdder();
        try (ChatStorage storage = ChatStorage.open(url)) {
            int wrong = (int) IntStream.range(0, population.size())
                    .parallel()
                    .filter(i -> !isRight(storage, population.id(i), i, ledger, messages))
                    .count();
            return new Verification(messages.sum(), wrong, ledger.failures());
        }
    }

    boolean isPassed() {
        return wrong == 0 && failed == 0;
    }

    String describe() {
        return "%,d messages read: %s; %d appends failed"
                .formatted(
                        messages,
                        wrong == 0
                                ? "each acknowledged one is there exactly once and in order"
                                : wrong + " conversations are WRONG",
                        failed);
    }

    private static boolean isRight(
            ChatStorage storage, ConversationId id, int conversation, Ledger ledger, LongAdder messages) {
        Map<Long, Long> newest = new HashMap<>();
        long sequence = 0;
        long count = 0;
        long sum = 0;
        List<Message> page = storage.chats().history(id, Slice.oldest(PAGE));
        while (!page.isEmpty()) {
            for (Message message : page) {
                long number = NumberedText.number(message.text());
                Long before = newest.put(number >>> NUMBER_BITS, number);
                if (message.sequence() != ++sequence || (before != null && before >= number)) {
                    return false;
                }
                if (!ledger.hasFailed(number)) {
                    count++;
                    sum += Ledger.hash(sequence, number);
                }
            }
            messages.add(page.size());
            page = page.size() < PAGE ? List.of() : storage.chats().history(id, Slice.after(sequence, PAGE));
        }
        return count == ledger.count(conversation) && sum == ledger.sum(conversation);
    }
}
