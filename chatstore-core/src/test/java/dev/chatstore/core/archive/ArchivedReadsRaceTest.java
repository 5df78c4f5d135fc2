package dev.chatstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers see each message once and in order while messages move into segments and back all the time. */
final class ArchivedReadsRaceTest {
    private static final int MESSAGES = 60;
    private static final int READERS = 3;
    private static final int READS = 1_500;

    private final ConversationId id = ConversationId.of("a conversation");
    private final HeapPlace place = new HeapPlace(InstantSource.system());

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachReadIsThatOfAStoreWithoutAnArchive(boolean isInPlace) {
        try (Backend durable = MemoryStores.open()) {
            ChatStore rows = durable.chats();
            write(rows);
            List<Message> all = rows.recent(id, MESSAGES);
            List<MessageSnapshot> whole = whole(durable);
            ArchivedBackend archived = ArchivedStores.around(durable, isInPlace ? place : null);
            ReferenceReads reference = new ReferenceReads(all);
            AtomicInteger reading = new AtomicInteger(READERS);
            AtomicInteger moves = new AtomicInteger();
            Racers.all(READERS + 1, racer -> {
                RandomGenerator random = new SplittableRandom(racer);
                if (racer == 0) {
                    while (reading.get() > 0) {
                        move(archived, isInPlace, random);
                        moves.incrementAndGet();
                    }
                    return racer;
                }
                try {
                    for (int i = 0; i < READS; i++) {
                        check(archived, reference, whole, random);
                    }
                } finally {
                    reading.decrementAndGet();
                }
                return racer;
            });
            assertThat(moves).hasPositiveValue();
        }
    }

    private void write(ChatStore rows) {
        for (int i = 1; i <= MESSAGES; i++) {
            NewMessage message = NewMessage.user("m" + i).withId("m" + i);
            rows.append(id, i % 7 == 3 ? message.withParent((long) i - 3) : message);
        }
        for (long edited = 5; edited < MESSAGES; edited += 9) {
            rows.edit(id, edited, MessageEdit.of("edited"));
        }
    }

    private List<MessageSnapshot> whole(Backend backend) {
        try (StoreSnapshot snapshot = backend.snapshot(StoreScope.ofConversation(id))) {
            List<MessageSnapshot> messages = new ArrayList<>();
            snapshot.find(id).orElseThrow().messages().forEach(messages::add);
            return messages;
        }
    }

    private void move(ArchivedBackend archived, boolean isInPlace, RandomGenerator random) {
        Segments segments = archived.moving(isInPlace ? place : null, 1 + random.nextInt(20));
        List<Segment> all = segments.index().list(id);
        long first = all.isEmpty() ? 1 : all.get(all.size() - 1).last() + 1;
        if (first < MESSAGES && random.nextInt(3) > 0) {
            Conversation head = archived.chats().find(id).orElseThrow();
            assertThat(segments.move(head, first, MESSAGES - 1)).isNotNull();
        } else {
            segments.takeBack(id, 1L + random.nextInt(MESSAGES));
        }
    }

    private void check(
            ArchivedBackend archived, ReferenceReads reference, List<MessageSnapshot> whole, RandomGenerator random) {
        ChatStore chats = archived.chats();
        Slice slice = slice(random);
        assertThat(chats.history(id, slice)).as("%s", slice).isEqualTo(reference.read(slice));
        long sequence = 1 + random.nextInt(MESSAGES);
        Message message = reference.at(sequence);
        assertThat(chats.find(id, sequence)).contains(message);
        assertThat(chats.find(id, "m" + sequence)).contains(message);
        assertThat(chats.revisions(id, sequence)).hasSize(message.revision());
        if (random.nextInt(20) == 0) {
            assertThat(whole(archived)).isEqualTo(whole);
        }
    }

    private static Slice slice(RandomGenerator random) {
        int limit = 1 + random.nextInt(MESSAGES + 10);
        long sequence = random.nextInt(MESSAGES + 2);
        return switch (random.nextInt(6)) {
            case 0 -> Slice.newest(limit);
            case 1 -> Slice.before(sequence, limit);
            case 2 -> Slice.after(sequence, limit);
            case 3 -> Slice.pathTo(Math.max(1, sequence), limit);
            case 4 -> Slice.pathToNewest(limit);
            default -> Slice.repliesTo(sequence, random.nextInt(3) * 20L, limit);
        };
    }
}
