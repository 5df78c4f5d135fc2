package dev.chatstore.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.ForgottenMessage;
import dev.chatstore.api.spi.MessageSnapshot;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.api.spi.segment.StoredSegment;
import dev.chatstore.testkit.Histories;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An open backend with a conversation of whose messages some move into segments: the hooks and the vocabulary. */
abstract class SegmentedConversation {
    static final int RACERS = 4;

    final ConversationId id = new ConversationId("tenant " + UUID.randomUUID(), "a conversation");
    final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    Backend backend;
    ChatStore chats;
    SegmentStore segments;

    /**
     * Opens the backend under test. Its store may have other conversations.
     *
     * @param committed is notified of changes
     */
    protected abstract Backend open(Consumer<Change> committed);

    /**
     * Makes the next commit of the backend durable and loses its reply. Has no effect if no connection exists between the
     * caller and the data.
     */
    protected abstract void loseNextReply();

    @BeforeEach
    final void openBackend() {
        backend = open(changes::add);
        chats = backend.chats();
        segments = backend.segments().orElseThrow();
    }

    @AfterEach
    final void closeBackend() {
        backend.close();
    }

    /** Appends messages 1 to n, one call each, whose ids and texts are m1, m2 and so on, and n tokens. */
    final void say(ConversationId conversation, int count) {
        IntStream.rangeClosed(1, count).forEach(i -> chats.append(conversation, named(i)));
    }

    static NewMessage named(int number) {
        return NewMessage.user("m" + number).withId("m" + number).withTokens(number);
    }

    /** Appends 9 messages of every kind: with and without ids, edited and redacted ones, and replies to earlier ones. */
    final void sayAll() {
        chats.append(id, named(1).withAuthor("kari").withMetadata(Map.of("a", List.of(1, true, "æ"))));
        chats.append(
                id,
                NewMessage.assistant("without an id").withParent(0L),
                NewMessage.tool("m3").withId("m3").withAttachments(new Attachment("ref", "image/png", 7, "name")));
        chats.append(
                id,
                named(4).withSaid(Instant.EPOCH),
                NewMessage.user("a secret").withTokens(9));
        chats.append(id, named(6).withParent(1L), named(7).withParent(1L));
        chats.append(id, NewMessage.user("8").withParent(3L), named(9));
        chats.edit(id, 2, MessageEdit.of("edited"));
        chats.edit(id, 4, MessageEdit.of("edited").withTokens(40));
        chats.edit(id, 4, MessageEdit.of("edited again").withMetadata(Map.of("b", 2L)));
        chats.redact(id, 5);
        chats.edit(id, 6, MessageEdit.of("edited"));
        chats.redact(id, 6);
        changes.clear();
    }

    final Conversation head() {
        return chats.find(id).orElseThrow();
    }

    /** Returns a segment of messages that have rows, with a content of its own. */
    final StoredSegment segment(ConversationId conversation, long first, long last) {
        long tokens = messages(conversation).stream()
                .map(MessageSnapshot::message)
                .filter(message -> message.sequence() >= first && message.sequence() <= last)
                .mapToLong(message -> message.tokens())
                .sum();
        return segment(first, last, tokens);
    }

    /** Returns a segment with a content of its own. */
    static StoredSegment segment(long first, long last, long tokens) {
        String name = UUID.randomUUID().toString().replace("-", "");
        byte[] content = ("\0\u00ff content " + name).getBytes(StandardCharsets.ISO_8859_1);
        return new StoredSegment(
                new Segment(name, first, last, tokens, 1_000, "d".repeat(64), null, content.length), content);
    }

    /** Moves messages of the conversation into a segment, and returns it. */
    final StoredSegment put(long first, long last) {
        StoredSegment segment = segment(id, first, last);
        assertThat(segments.put(id, head().version(), segment)).isTrue();
        return segment;
    }

    final void assertSegment(StoredSegment expected, @Nullable StoredSegment found) {
        StoredSegment stored = Objects.requireNonNull(found);
        assertThat(stored.segment()).isEqualTo(expected.segment());
        assertThat(stored.content()).isEqualTo(expected.content());
    }

    /** Asserts that exactly some messages have rows, and that the head counts all. */
    final void assertRows(long first, long firstRow, long last) {
        Conversation head = head();
        assertThat(head.firstSequence()).isEqualTo(first);
        assertThat(head.lastSequence()).isEqualTo(last);
        assertThat(Histories.sequences(Histories.all(chats, id)))
                .isEqualTo(LongStream.rangeClosed(firstRow, last).boxed().toList());
        long next = first;
        for (Segment segment : segments.list(id)) {
            assertThat(segment.first()).isEqualTo(next);
            next = segment.last() + 1;
        }
        assertThat(next).isEqualTo(firstRow);
    }

    /** Returns the messages that have rows, with their revisions. */
    final List<MessageSnapshot> messages(ConversationId conversation) {
        return list(snapshot(conversation).messages());
    }

    /** Returns what is kept of removed messages. */
    final List<ForgottenMessage> forgotten() {
        return list(snapshot(id).forgotten());
    }

    /** Returns all that a snapshot has of a conversation, in memory. */
    final ConversationSnapshot snapshot(ConversationId conversation) {
        try (StoreSnapshot snapshot = backend.snapshot(StoreScope.everything())) {
            return copy(snapshot.find(conversation).orElseThrow());
        }
    }

    static ConversationSnapshot copy(ConversationSnapshot found) {
        return new ConversationSnapshot(found.head(), list(found.messages()), list(found.forgotten()));
    }

    private static <T> List<T> list(Iterable<T> values) {
        List<T> list = new ArrayList<>();
        values.forEach(list::add);
        return list;
    }
}
