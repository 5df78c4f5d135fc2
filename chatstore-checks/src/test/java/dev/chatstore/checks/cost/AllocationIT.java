package dev.chatstore.checks.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Append;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.testkit.Allocation;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The memory that an operation allocates in the thread of its caller. Each bound is about a quarter above what was measured
 * with the C1 compiler, which does not remove allocations.
 */
class AllocationIT {
    private static final ConversationId ID = ConversationId.of("kari");
    private static final NewMessage MESSAGE = NewMessage.user("x".repeat(200));
    private static final Map<String, String> UNCACHED = Map.of();
    private static final Map<String, String> CACHED =
            Map.of("cache.bytes", "16MiB", "cache.session-bytes", "1MiB", "cache.max-staleness", "10m");
    private static final int FAST = 2_000;

    /** Each waits for a disk or a server. */
    private static final int SLOW = 200;

    @TempDir
    Path folder;

    static Stream<Map<String, String>> caches() {
        return Stream.of(UNCACHED, CACHED);
    }

    private interface Work {
        void on(ChatStore chats);
    }

    /** A store with 100 messages in a conversation, more than a read returns. */
    private static ChatStorage open(String url, Map<String, String> settings) {
        ChatStorage storage = ChatStorage.builder().url(url).settings(settings).open();
        storage.chats().append(Append.of(ID, Collections.nCopies(100, MESSAGE)));
        return storage;
    }

    private static void assertAllocates(long most, int calls, ChatStorage storage, Work work) {
        assertThat(Allocation.of(calls, () -> work.on(storage.chats())))
                .isPositive()
                .isLessThanOrEqualTo(most);
    }

    /** The list that is returned, and nothing for each message. */
    @Test
    void aReadFromTheProcessCacheAllocatesAViewOfTheWindow() {
        try (ChatStorage storage = open("memory:", CACHED)) {
            assertAllocates(80, FAST, storage, chats -> chats.recent(ID, 20));
            assertAllocates(80, FAST, storage, chats -> chats.recent(ID, 50));
            assertAllocates(32, FAST, storage, chats -> chats.find(ID));
        }
    }

    /** The session, whose state is parsed each time so that its caller may change it. */
    @Test
    void aSessionFromTheProcessCacheAllocatesItsState() {
        try (ChatStorage storage = open("memory:", CACHED)) {
            SessionStore<Integer> sessions = storage.sessions(Integer.class);
            SessionKey key = SessionKey.of("kari");
            sessions.getOrCreate(key, () -> 7);
            assertThat(Allocation.of(FAST, () -> sessions.find(key)))
                    .isPositive()
                    .isLessThanOrEqualTo(1_300);
        }
    }

    /** The message of 98 bytes, its place among the others, the receipt, and the change that is reported. */
    @Test
    void theStoreInMemoryAllocatesWhatItKeepsAndReturns() {
        try (ChatStorage storage = open("memory:", UNCACHED)) {
            assertAllocates(1_950, FAST, storage, chats -> chats.append(ID, MESSAGE));
            assertAllocates(530, FAST, storage, chats -> chats.recent(ID, 20));
            assertAllocates(680, FAST, storage, chats -> chats.recent(ID, 50));
        }
    }

    /** In addition, the head and the list of the window with the message. */
    @Test
    void anAppendWithTheProcessCacheAllocatesTheNewHeadAndPlacesInTheWindow() {
        try (ChatStorage storage = open("memory:", CACHED)) {
            assertAllocates(3_400, FAST, storage, chats -> chats.append(ID, MESSAGE));
        }
    }

    /** The parameters and results of the driver, and for a read, 650 bytes for each row. */
    @Test
    void sqliteAllocatesAConstantAndForEachRow() {
        try (ChatStorage storage = open("sqlite:" + folder.resolve("chat.db"), UNCACHED)) {
            assertAllocates(43_500, SLOW, storage, chats -> chats.append(ID, MESSAGE));
            assertAllocates(46_500, SLOW, storage, chats -> chats.recent(ID, 20));
            assertAllocates(93_500, SLOW, storage, chats -> chats.recent(ID, 50));
        }
    }

    @ParameterizedTest
    @MethodSource("caches")
    void postgresAllocatesAConstantForAnAppendWithAndWithoutTheCache(Map<String, String> caches) {
        CountedServer server = CountedServer.POSTGRES;
        try (ChatStorage storage = open(server.newUrl().apply(server.port()), caches)) {
            assertAllocates(28_500, SLOW, storage, chats -> chats.append(ID, MESSAGE));
        }
    }

    @Test
    void postgresAllocatesAConstantAndForEachRow() {
        CountedServer server = CountedServer.POSTGRES;
        try (ChatStorage storage = open(server.newUrl().apply(server.port()), UNCACHED)) {
            assertAllocates(40_500, SLOW, storage, chats -> chats.recent(ID, 20));
            assertAllocates(77_500, SLOW, storage, chats -> chats.recent(ID, 50));
        }
    }

    /** A long history allocates as much as a short one. */
    @Test
    void anAppendToALongHistoryAllocatesNoMore() {
        for (Map<String, String> settings : caches().toList()) {
            try (ChatStorage storage = open("sqlite:" + folder.resolve("long" + settings.size() + ".db"), settings)) {
                long few = Allocation.of(SLOW, () -> storage.chats().append(ID, MESSAGE));
                storage.chats().append(Append.of(ID, Collections.nCopies(10_000, MESSAGE)));
                assertAllocates(few + few / 10, SLOW, storage, chats -> chats.append(ID, MESSAGE));
            }
        }
    }
}
