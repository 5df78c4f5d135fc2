package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Order;
import dev.chatstore.api.NewMessage;
import dev.chatstore.core.backend.Micros;
import dev.chatstore.redis.store.form.ListEntry;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The entries of lists for writes that are in progress, read and written by processes with wrong clocks. */
class RedisListClockIT {
    private static final String PREFIX = "list-clock";
    private static final String LIST = PREFIX + ":t:{default}";
    private static final String ACTIVITY = PREFIX + ":a:{default}";
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestRedis server = RedisServers.shared();
    private final SplittableRandom random = new SplittableRandom(1);

    @BeforeEach
    void clear() {
        server.clear(PREFIX);
    }

    private ChatStorage wrongBy(Duration shift) {
        return ChatStorage.builder()
                .url(server.url())
                .clock(() -> Instant.now().plus(shift))
                .set("redis.prefix", PREFIX)
                .open();
    }

    /** Adds the entry of a write that began some time ago, and has not named it yet. */
    private void begin(String list, Duration ago) {
        long time = Micros.of(Instant.now().minus(ago));
        long listed = list.equals(LIST) ? time : ListEntry.day(time);
        byte[] entry = new ListEntry(listed, "begun " + ago, ListEntry.nonce(time, random)).bytes();
        server.ask("ZADD", list, "0", new String(entry, StandardCharsets.UTF_8));
    }

    private List<?> entries(String list) {
        return (List<?>) server.ask("ZRANGE", list, "0", "-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT72H", "-PT2H", "PT2H", "PT72H"})
    void aReaderRemovesOnlyWhatIsOldByTheServersClock(Duration shift) {
        for (String list : List.of(LIST, ACTIVITY)) {
            begin(list, Duration.ZERO);
            begin(list, HOUR.minusMinutes(1));
            begin(list, HOUR.plusMinutes(1));
        }
        try (ChatStorage wrong = wrongBy(shift)) {
            for (Order order : Order.values()) {
                ConversationQuery all = ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT)
                        .withOrder(order);
                assertThat(wrong.chats().list(all).items()).isEmpty();
            }
        }
        for (String list : List.of(LIST, ACTIVITY)) {
            assertThat(entries(list))
                    .hasSize(2)
                    .noneMatch(entry -> entry.toString().contains("begun PT1H1M"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT72H", "-PT2H", "PT2H", "PT72H"})
    void aWriterMarksItsEntriesWithTheServersTime(Duration shift) {
        try (ChatStorage wrong = wrongBy(shift)) {
            wrong.chats().append(ConversationId.of("there"), NewMessage.user("one"));
        }
        for (String list : List.of(LIST, ACTIVITY)) {
            byte[] key = list.getBytes(StandardCharsets.UTF_8);
            assertThat(entries(list)).hasSize(1).allSatisfy(entry -> {
                ListEntry written = ListEntry.of(key, entry.toString().getBytes(StandardCharsets.UTF_8));
                assertThat(written.made())
                        .isCloseTo(
                                Micros.of(Instant.now()),
                                within(Duration.ofMinutes(1).toNanos() / 1_000));
            });
        }
    }
}
