package dev.chatstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.Proxies;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages whose rows or segments something else removed are missing from each read, and all others are in it. */
final class LostMessagesTest {
    private static final int MESSAGES = 12;

    private final ConversationId id = ConversationId.of("a conversation");
    private final Backend durable = MemoryStores.open();

    @AfterEach
    void close() {
        durable.close();
    }

    /** Hides messages outside of segments, as if their rows had been removed. */
    private static final class Losing extends ForwardingChatStore {
        private final Set<Long> lost;

        Losing(ChatStore delegate, Set<Long> lost) {
            super(delegate);
            this.lost = lost;
        }

        @Override
        protected ChatStore decorate(ChatStore other) {
            return new Losing(other, lost);
        }

        @Override
        public List<Message> history(ConversationId id, Slice slice) {
            // Whole histories, since a slice fills up with what comes next.
            List<Message> rows = delegate().history(id, Slice.oldest(MESSAGES)).stream()
                    .filter(message -> !lost.contains(message.sequence()))
                    .toList();
            return new ReferenceReads(rows).read(slice);
        }

        @Override
        public Optional<Message> find(ConversationId id, long sequence) {
            return lost.contains(sequence) ? Optional.empty() : delegate().find(id, sequence);
        }

        @Override
        public Optional<Message> find(ConversationId id, String messageId) {
            return isLost(messageId) ? Optional.empty() : delegate().find(id, messageId);
        }

        private boolean isLost(String messageId) {
            return lost.contains(Long.parseLong(messageId));
        }

        @Override
        public Optional<Message> edit(ConversationId id, String messageId, MessageEdit edit) {
            return isLost(messageId) ? Optional.empty() : delegate().edit(id, messageId, edit);
        }

        @Override
        public Optional<Message> redact(ConversationId id, String messageId) {
            return isLost(messageId) ? Optional.empty() : delegate().redact(id, messageId);
        }

        @Override
        public List<Message> revisions(ConversationId id, long sequence) {
            return lost.contains(sequence) ? List.of() : delegate().revisions(id, sequence);
        }

        @Override
        public Optional<Message> edit(ConversationId id, long sequence, MessageEdit edit) {
            return lost.contains(sequence) ? Optional.empty() : delegate().edit(id, sequence, edit);
        }

        @Override
        public Optional<Message> redact(ConversationId id, long sequence) {
            return lost.contains(sequence) ? Optional.empty() : delegate().redact(id, sequence);
        }
    }

    private ChatStore losing(Set<Long> lost) {
        ChatStore chats = new Losing(durable.chats(), lost);
        SegmentStore index = losingSegments(durable.segments().orElseThrow(), lost);
        Backend losing = Proxies.create(Backend.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "chats" -> chats;
            case "segments" -> Optional.of(index);
            default -> Proxies.call(durable, method, arguments);
        });
        return ArchivedStores.around(losing, null).chats();
    }

    /** Hides segments. The ids of their messages are still known, which have rows of their own. */
    private static SegmentStore losingSegments(SegmentStore index, Set<Long> lost) {
        return Proxies.create(SegmentStore.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "list" ->
                index.list((ConversationId) arguments[0]).stream()
                        .filter(segment -> !lost.contains(segment.first()))
                        .toList();
            case "find" ->
                lost.contains((long) arguments[1]) ? Optional.empty() : Proxies.call(index, method, arguments);
            default -> Proxies.call(index, method, arguments);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0,1,1", "0,1,3", "0,5,7", "0,9,11", "3,4,4", "3,4,6", "3,6,8", "3,9,11", "6,7,11", "6,1,3", "6,4,6", "6,1,6"
    })
    void allOthersAreRead(int archived, long firstLost, long lastLost) {
        ArchivedBackend whole = ArchivedStores.around(durable, null);
        for (long i = 1; i <= MESSAGES; i++) {
            NewMessage message = NewMessage.user("m" + i).withId(Long.toString(i));
            whole.chats().append(id, i % 4 == 3 ? message.withParent(i - 2) : message);
        }
        Conversation head = whole.chats().find(id).orElseThrow();
        for (int first = 1; first <= archived; first += 3) {
            whole.moving(null, 3).move(head, first, first + 2L);
        }
        List<Message> left = whole.chats().recent(id, MESSAGES).stream()
                .filter(message -> message.sequence() < firstLost || message.sequence() > lastLost)
                .toList();
        ReferenceReads reference = new ReferenceReads(left);
        Set<Long> lost =
                Set.copyOf(LongStream.rangeClosed(firstLost, lastLost).boxed().toList());
        ChatStore chats = losing(lost);

        for (int sequence = 0; sequence <= MESSAGES; sequence++) {
            for (int limit : new int[] {1, 4, MESSAGES}) {
                assertRead(chats, reference, Slice.after(sequence, limit));
                assertRead(chats, reference, Slice.before(sequence + 1L, limit));
                assertRead(chats, reference, Slice.pathTo(Math.max(1, sequence), limit));
                assertRead(chats, reference, Slice.repliesTo(sequence, 0, limit));
            }
        }
        assertThat(chats.recent(id, MESSAGES)).isEqualTo(left);
        for (long sequence : lost) {
            String messageId = Long.toString(sequence);
            assertThat(chats.find(id, sequence)).isEmpty();
            assertThat(chats.find(id, messageId)).isEmpty();
            assertThat(chats.edit(id, messageId, MessageEdit.of("edited"))).isEmpty();
            assertThat(chats.redact(id, messageId)).isEmpty();
            assertThat(chats.revisions(id, sequence)).isEmpty();
            assertThat(chats.edit(id, sequence, MessageEdit.of("edited"))).isEmpty();
            assertThat(chats.redact(id, sequence)).isEmpty();
        }
    }

    private void assertRead(ChatStore chats, ReferenceReads reference, Slice slice) {
        assertThat(chats.history(id, slice)).as(slice.toString()).isEqualTo(reference.read(slice));
    }

    /** A copy stores many conversations at once if it knows that they are in memory. */
    @Test
    void aSnapshotOfWhatIsNotArchivedIsThatOfTheStore() {
        ArchivedBackend archived = ArchivedStores.around(durable, null);
        for (ConversationId each : List.of(id, ConversationId.of("not archived"))) {
            IntStream.range(0, 4).forEach(i -> archived.chats().append(each, NewMessage.user("text")));
        }
        archived.moving(null, 3).move(archived.chats().find(id).orElseThrow(), 1, 3);

        try (StoreSnapshot snapshot = archived.snapshot(StoreScope.everything())) {
            @Nullable ConversationSnapshot plain =
                    snapshot.find(ConversationId.of("not archived")).orElse(null);
            assertThat(plain).isNotNull();
            assertThat(plain.messages()).isInstanceOf(Collection.class).hasSize(4);
            assertThat(snapshot.find(id).orElseThrow().messages()).hasSize(4);
        }
    }
}
