package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.history.HistoryChecker;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Eight writers and four readers at once, checked by the {@link HistoryChecker}. */
abstract class ConcurrentRunContract extends ChatContract {
    private static final int WRITERS = 8;
    private static final int READERS = 4;
    private static final int APPENDS = 100;

    private final HistoryChecker checker = new HistoryChecker();

    ConcurrentRunContract(StoreContract contract) {
        super(contract);
    }

    @Test
    void writersAndReadersOfOneConversationSeeOneOrder() {
        run(1);
    }

    @Test
    void writersAndReadersOfManyConversationsSeeOneOrderInEach() {
        run(16);
    }

    @Test
    void eightThreadsThatAppendFiftyTimesEachToOneConversationAllSucceed() {
        Racers.all(8, racer -> {
            for (int i = 0; i < 50; i++) {
                append(id, racer + "/" + i);
            }
            return racer;
        });
        checker.check(chats);
        assertThat(assertWhole(id)).hasSize(400);
    }

    @Test
    void fourHundredConcurrentFirstAppendsCreateFourHundredConversations() {
        Racers.all(400, racer -> append(ConversationId.of("new " + racer), "hello"));
        checker.check(chats);
        for (int i = 0; i < 400; i++) {
            assertThat(assertWhole(ConversationId.of("new " + i))).hasSize(1);
        }
    }

    @Test
    void thirtyTwoThreadsOnAThousandConversationsLoseAndDuplicateNothing() {
        Racers.all(32, racer -> {
            SplittableRandom random = new SplittableRandom(racer);
            for (int i = 0; i < 50; i++) {
                append(any(random, 1_000), racer + "/" + i);
            }
            return racer;
        });
        checker.check(chats);
    }

    private AppendReceipt append(ConversationId id, String text) {
        return checker.append(chats, Append.of(id, NewMessage.user(text)));
    }

    private void run(int conversations) {
        AtomicInteger writing = new AtomicInteger(WRITERS);
        Racers.all(WRITERS + READERS, racer -> {
            SplittableRandom random = new SplittableRandom(racer);
            if (racer >= WRITERS) {
                while (writing.get() > 0) {
                    read(any(random, conversations), random);
                }
                return racer;
            }
            try {
                for (int i = 0; i < APPENDS; i++) {
                    write(any(random, conversations), racer + "/" + i, random);
                }
            } finally {
                writing.decrementAndGet();
            }
            return racer;
        });
        checker.check(chats);
    }

    private void write(ConversationId id, String name, SplittableRandom random) {
        boolean named = random.nextBoolean();
        Append append = Append.of(
                id,
                IntStream.range(0, 1 + random.nextInt(4))
                        .mapToObj(i -> name + "/" + i)
                        .map(text -> NewMessage.user(text).withId(named ? text : null))
                        .toList());
        switch (random.nextInt(8)) {
            case 0 -> {
                long version = chats.find(id).map(head -> head.version()).orElse(0L);
                try {
                    checker.append(chats, append.expecting(version));
                } catch (ConflictException e) {
                    // Another writer was first. The checker asserts that nothing of this append is stored.
                }
            }
            case 1 -> {
                checker.append(chats, append);
                if (named) {
                    checker.append(chats, append);
                }
            }
            default -> checker.append(chats, append);
        }
    }

    private void read(ConversationId id, SplittableRandom random) {
        switch (random.nextInt(3)) {
            case 0 -> checker.history(chats, id, Slice.newest(1 + random.nextInt(50)));
            case 1 -> checker.history(chats, id, Slice.after(random.nextInt(500), 1 + random.nextInt(50)));
            default -> checker.history(chats, id, Slice.before(1 + random.nextInt(500), 1 + random.nextInt(50)));
        }
    }

    private static ConversationId any(SplittableRandom random, int conversations) {
        return ConversationId.of("conversation " + random.nextInt(conversations));
    }
}
