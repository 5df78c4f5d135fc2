package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.dump.DumpReport;
import dev.chatstore.core.dump.StoreDigest;
import dev.chatstore.core.dump.StoreDump;
import dev.chatstore.core.dump.StoreRestore;
import dev.chatstore.redis.client.Keys;
import dev.chatstore.testkit.Proxies;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.TestRedis;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** What a snapshot of Redis shows of conversations that change meanwhile. */
class RedisSnapshotIT {
    private static final String PREFIX = "snapshot";
    private static final int LARGE = 4_200;
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    private final TestRedis server = RedisServers.shared();
    private final ConversationId id = ConversationId.of("a conversation");
    private final ChatStorage storage =
            ChatStorage.builder().url(server.url()).set("redis.prefix", PREFIX).open();
    private final StoreAccess access = StoreAccess.of(storage).orElseThrow();

    @BeforeEach
    void clear() {
        server.clear(PREFIX);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void loadLarge() {
        List<MessageSnapshot> messages = LongStream.rangeClosed(1, LARGE)
                .mapToObj(i -> new MessageSnapshot(Message.appended(NewMessage.user("text " + i), i, i, TIME)))
                .toList();
        Conversation head = new Conversation(id, LARGE, LARGE, LARGE, 0, Profile.EMPTY, false, TIME, TIME, TIME);
        access.loader().load(List.of(new ConversationSnapshot(head, messages)));
    }

    private StoreSnapshot snapshot() {
        return access.snapshot(StoreScope.everything());
    }

    private static int count(Iterator<MessageSnapshot> messages) {
        int count = 0;
        for (; messages.hasNext(); messages.next()) {
            count++;
        }
        return count;
    }

    @Test
    void messagesThatAreAddedMeanwhileChangeNothing() {
        loadLarge();
        try (StoreSnapshot snapshot = snapshot()) {
            ConversationSnapshot found = snapshot.conversations().next();
            Iterator<MessageSnapshot> messages = found.messages().iterator();
            messages.next();
            storage.chats().append(id, NewMessage.user("one more"), NewMessage.user("and another"));
            storage.chats().append(id, NewMessage.user("a third"));
            assertThat(count(messages)).isEqualTo(LARGE - 1);
            assertThat(found.head().messageCount()).isEqualTo(LARGE);
            assertThat(count(found.messages().iterator())).isEqualTo(LARGE);
        }
    }

    @Test
    void aLargeConversationThatIsEditedMeanwhileFailsAtItsEnd() {
        loadLarge();
        try (StoreSnapshot snapshot = snapshot()) {
            Iterator<MessageSnapshot> messages =
                    snapshot.conversations().next().messages().iterator();
            messages.next();
            storage.chats().edit(id, 3_000, MessageEdit.of("edited"));
            assertThatThrownBy(() -> count(messages))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("changed again and again");
            assertThat(count(snapshot.find(id).orElseThrow().messages().iterator()))
                    .isEqualTo(LARGE);
        }
    }

    @Test
    void whileItIsEditedAConversationIsAlwaysWhole() throws Exception {
        for (int i = 0; i < 10; i++) {
            storage.chats().append(id, NewMessage.user("0"));
        }
        AtomicBoolean done = new AtomicBoolean();
        // Each round edits all messages to the same text, one after the other.
        Future<Integer> writer = Racers.start("writer", () -> {
            int round = 0;
            while (!done.get()) {
                round++;
                for (int sequence = 1; sequence <= 10; sequence++) {
                    storage.chats().edit(id, sequence, MessageEdit.of(Integer.toString(round)));
                }
            }
            return round;
        });
        try (StoreSnapshot snapshot = snapshot()) {
            for (int i = 0; i < 50; i++) {
                assertIsOfOneMoment(snapshot.find(id).orElseThrow());
            }
        } finally {
            done.set(true);
        }
        assertThat(writer.get(1, TimeUnit.MINUTES)).isPositive();
    }

    /** A message later in the conversation is of the same round as those before it, or of the round before. */
    private static void assertIsOfOneMoment(ConversationSnapshot found) {
        List<Integer> rounds = new ArrayList<>();
        for (MessageSnapshot message : found.messages()) {
            rounds.add(Integer.valueOf(message.message().text()));
            assertThat(message.earlier()).hasSize(message.message().revision() - 1);
        }
        int first = rounds.get(0);
        assertThat(rounds).hasSize(10).allMatch(round -> round == first || round == first - 1);
        assertThat(rounds).isSortedAccordingTo((one, other) -> Integer.compare(other, one));
    }

    /** Returns the storage with snapshots that edit the conversation in the midst of its first reading. */
    private Storage editedWhileRead(AtomicInteger readings) {
        ClassLoader loader = getClass().getClassLoader();
        Object chats = Proxy.newProxyInstance(
                loader, new Class<?>[] {ChatStore.class, StoreAccess.class}, (proxy, method, arguments) -> {
                    Object result = Proxies.call(storage.chats(), method, arguments);
                    return result instanceof StoreSnapshot snapshot ? edited(snapshot, readings) : result;
                });
        return Proxies.create(
                Storage.class,
                (proxy, method, arguments) ->
                        method.getName().equals("chats") ? chats : Proxies.call(storage, method, arguments));
    }

    private StoreSnapshot edited(StoreSnapshot snapshot, AtomicInteger readings) {
        return Proxies.create(StoreSnapshot.class, (proxy, method, arguments) -> {
            Object result = Proxies.call(snapshot, method, arguments);
            if (method.getName().equals("conversations") && result instanceof Iterator<?> conversations) {
                List<ConversationSnapshot> all = new ArrayList<>();
                conversations.forEachRemaining(one -> all.add(edited((ConversationSnapshot) one, readings)));
                return all.iterator();
            }
            return result instanceof Optional<?> found
                    ? found.map(one -> edited((ConversationSnapshot) one, readings))
                    : result;
        });
    }

    private ConversationSnapshot edited(ConversationSnapshot conversation, AtomicInteger readings) {
        if (!conversation.id().equals(id)) {
            return conversation;
        }
        return new ConversationSnapshot(conversation.head(), () -> {
            Iterator<MessageSnapshot> messages = conversation.messages().iterator();
            MessageSnapshot first = messages.next();
            if (readings.incrementAndGet() == 1) {
                storage.chats().edit(id, 3_000, MessageEdit.of("edited"));
            }
            return Stream.concat(
                            Stream.of(first),
                            StreamSupport.stream(Spliterators.spliteratorUnknownSize(messages, 0), false))
                    .iterator();
        });
    }

    @Test
    void aDumpReadsALargeConversationAgainThatIsEditedMeanwhile() throws IOException {
        loadLarge();
        storage.chats().append(ConversationId.of("another"), NewMessage.user("text"));
        AtomicInteger readings = new AtomicInteger();
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        DumpReport report = StoreDump.of(editedWhileRead(readings)).write(dump);
        assertThat(readings).as("readings of the large conversation").hasValue(2);
        assertThat(report.content()).isEqualTo(StoreDigest.of(storage, StoreScope.everything()));
        try (ChatStorage restored = ChatStorage.open("memory:")) {
            assertThat(StoreRestore.into(restored)
                            .read(new ByteArrayInputStream(dump.toByteArray()))
                            .isComplete())
                    .isTrue();
            assertThat(StoreDigest.of(restored, StoreScope.everything())).isEqualTo(report.content());
        }
    }

    @Test
    void largeMessagesRevisionsAndStatesComeInPages() {
        String megabyte = "x".repeat((1 << 20) - 100);
        for (int i = 0; i < 6; i++) {
            storage.chats().append(id, NewMessage.user(megabyte), NewMessage.user("small"));
            storage.sessions("large", String.class).getOrCreate(SessionKey.of("s" + i), () -> megabyte);
        }
        for (int i = 0; i < 6; i++) {
            storage.chats().edit(id, 2, MessageEdit.of(megabyte + i));
        }
        try (StoreSnapshot snapshot = snapshot()) {
            List<MessageSnapshot> messages = new ArrayList<>();
            snapshot.find(id).orElseThrow().messages().forEach(messages::add);
            assertThat(messages).hasSize(12);
            assertThat(messages.get(1).earlier())
                    .extracting(Message::text)
                    .containsExactly("small", megabyte + 0, megabyte + 1, megabyte + 2, megabyte + 3, megabyte + 4);
            List<SessionId> sessions = new ArrayList<>();
            snapshot.sessions().forEachRemaining(session -> sessions.add(session.id()));
            assertThat(sessions).hasSize(6).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSessionThatCannotBeReadIsLeftOutByChoice() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            storage.sessions("named", String.class).getOrCreate(SessionKey.of(name), () -> name);
        }
        try (RedisClient client = RedisClient.create("127.0.0.1", server.port())) {
            byte[] key = new Keys(PREFIX).of(SessionId.of("named", SessionKey.of("b")));
            client.hset(key, "version".getBytes(StandardCharsets.UTF_8), "many".getBytes(StandardCharsets.UTF_8));
        }
        StoreDump dump = StoreDump.of(storage);
        assertThatThrownBy(() -> dump.write(OutputStream.nullOutputStream()))
                .isInstanceOfSatisfying(
                        CorruptDataException.class,
                        error -> assertThat(error.session()).isEqualTo(SessionId.of("named", SessionKey.of("b"))));
        DumpReport report = dump.skipUnreadable().write(OutputStream.nullOutputStream());
        assertThat(report.leftOutCount()).isEqualTo(1);
        assertThat(report.content().sessions()).isEqualTo(2);
    }
}
