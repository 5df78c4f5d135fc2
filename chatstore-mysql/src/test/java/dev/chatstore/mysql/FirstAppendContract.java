package dev.chatstore.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendOutcome;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import dev.chatstore.testkit.Racers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First messages that several processes append in one range of keys, in each other's gaps and to the same conversations. */
abstract class FirstAppendContract {
    private static final int PROCESSES = 4;
    private static final int WRITERS = 8;
    private static final int GROUPS = 60;
    private static final int CONVERSATIONS = 200;

    private final MysqlStores stores;
    private final List<Storage> processes = new ArrayList<>();

    FirstAppendContract(MysqlStores stores) {
        this.stores = stores;
    }

    @BeforeEach
    final void open() {
        stores.database().clear();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(stores.open(InstantSource.system(), Map.of()));
        }
    }

    @AfterEach
    final void close() {
        processes.forEach(Storage::close);
    }

    @Test
    final void everyFirstAppendIsStoredOnceInAnOrderWithoutGaps() {
        Map<ConversationId, LongAdder> appended = new ConcurrentHashMap<>();
        Racers.all(WRITERS, writer -> {
            append(writer)
                    .forEach(id ->
                            appended.computeIfAbsent(id, any -> new LongAdder()).increment());
            return writer;
        });
        ChatStore chats = processes.get(0).chats();
        appended.forEach((id, count) -> assertWhole(chats, id, count.sum()));
    }

    @Test
    final void deletesInBetweenLeaveWholeConversations() {
        Racers.all(WRITERS + PROCESSES, racer -> {
            if (racer < WRITERS) {
                append(racer);
            } else {
                ChatStore chats = processes.get(racer - WRITERS).chats();
                RandomGenerator random = new SplittableRandom(racer);
                IntStream.range(0, GROUPS).forEach(i -> chats.delete(any(random)));
            }
            return racer;
        });
        ChatStore chats = processes.get(0).chats();
        for (int i = 0; i < CONVERSATIONS; i++) {
            ConversationId id = id(i);
            chats.find(id).map(Conversation::messageCount).ifPresent(count -> assertWhole(chats, id, count));
        }
    }

    /** MySQL passes version and sequence on in one number. */
    @ParameterizedTest
    @CsvSource({
        "2147483646, 4294967294",
        "2147483647, 1",
        "1, 4294967295",
        "1, 4294967296",
        "9000000000000000, 9000000000000000"
    })
    final void anAppendAfterAnyVersionAndSequenceIsTheNextOne(long version, long sequence) throws SQLException {
        ChatStore chats = processes.get(0).chats();
        chats.append(id(0), NewMessage.user("first"));
        try (Connection connection = stores.database().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update chat_conversation set version = " + version + ", last_sequence = " + sequence);
        }
        for (int i = 1; i <= 2; i++) {
            AppendReceipt receipt = chats.append(id(0), NewMessage.user("next"));
            assertThat(receipt.version()).isEqualTo(version + i);
            assertThat(receipt.lastSequence()).isEqualTo(sequence + i);
            assertThat(chats.find(id(0), sequence + i).orElseThrow().version()).isEqualTo(version + i);
        }
    }

    /** Appends groups of first and later messages, and returns the conversation of each. */
    private List<ConversationId> append(int writer) {
        ChatStore chats = processes.get(writer % PROCESSES).chats();
        RandomGenerator random = new SplittableRandom(writer);
        List<ConversationId> appended = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            List<Append> group = IntStream.rangeClosed(0, random.nextInt(6))
                    .mapToObj(any -> Append.of(any(random), NewMessage.user("of " + writer)))
                    .toList();
            List<AppendOutcome> outcomes = chats.appendAll(group);
            assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(AppendReceipt.class));
            group.forEach(append -> appended.add(append.conversation()));
        }
        return appended;
    }

    private static ConversationId any(RandomGenerator random) {
        return id(random.nextInt(CONVERSATIONS));
    }

    private static ConversationId id(int number) {
        return ConversationId.of("c" + number);
    }

    private static void assertWhole(ChatStore chats, ConversationId id, long messages) {
        assertThat(chats.find(id).orElseThrow().lastSequence()).isEqualTo(messages);
        assertThat(chats.history(id, Slice.oldest((int) messages + 1)))
                .extracting(Message::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages).boxed().toList());
    }
}
