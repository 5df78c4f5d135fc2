package dev.chatstore.bench.load;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.NewMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Gives each conversation its first messages. */
final class InitialHistory {
    private static final int BATCH = 5_000;

    private InitialHistory() {}

    /**
     * Appends them and adds them to the ledger.
     *
     * @throws IllegalStateException if one is refused
     */
    static void append(LoadOptions options, String url, Population population, Ledger ledger) {
        SplittableRandom random = new SplittableRandom(options.seed());
        int perBatch = Math.max(1, BATCH / options.history());
        try (ChatStorage storage = ChatStorage.open(url)) {
            for (int first = 0; first < population.size(); first += perBatch) {
                int end = Math.min(population.size(), first + perBatch);
                List<Append> appends = new ArrayList<>();
                for (int i = first; i < end; i++) {
                    appends.add(Append.of(population.id(i), messages(options.history(), first(options, i), random)));
                }
                List<AppendOutcome> outcomes = storage.chats().appendAll(appends);
                for (int i = first; i < end; i++) {
                    record(ledger, i, outcomes.get(i - first), first(options, i));
                }
            }
        }
    }

    /** These numbers are below those of the callers. */
    private static long first(LoadOptions options, int conversation) {
        return (long) conversation * options.history();
    }

    private static List<NewMessage> messages(int count, long first, SplittableRandom random) {
        List<NewMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = NumberedText.of(first + i, random);
            messages.add(i % 2 == 0 ? NewMessage.user(text) : NewMessage.assistant(text));
        }
        return messages;
    }

    private static void record(Ledger ledger, int conversation, AppendOutcome outcome, long first) {
        List<Long> sequences = outcome.receipt().sequences();
        for (int i = 0; i < sequences.size(); i++) {
            ledger.acknowledged(conversation, sequences.get(i), first + i);
        }
    }
}
