package dev.chatstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A content that cannot be read is named, and nothing else is unreadable. */
final class DamagedSegmentTest {
    private final ConversationId id = ConversationId.of("a conversation");
    private final ConversationId other = ConversationId.of("another");
    private final HeapPlace place = new HeapPlace(InstantSource.system());
    private final Backend durable = MemoryStores.open();
    private Segment segment;

    @BeforeEach
    void archive() {
        segment = archived(id);
        archived(other);
    }

    @AfterEach
    void close() {
        durable.close();
    }

    private Segment archived(ConversationId conversation) {
        ArchivedBackend archived = ArchivedStores.around(durable, place);
        for (int i = 1; i <= 4; i++) {
            archived.chats().append(conversation, NewMessage.user("secret " + i).withId("m" + i));
        }
        Conversation head = archived.chats().find(conversation).orElseThrow();
        return Objects.requireNonNull(archived.moving(place, 100).move(head, 1, 2));
    }

    private void assertUnreadable(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CorruptDataException.class, e -> {
            assertThat(e.conversation()).isEqualTo(id);
            assertThat(e.field()).isEqualTo("segment " + segment.id());
            assertThat(e.getMessage()).doesNotContain("secret");
        });
    }

    private void assertOnlyTheSegmentIsUnreadable() {
        ArchivedBackend archived = ArchivedStores.around(durable, place);
        assertUnreadable(() -> archived.chats().recent(id, 3));
        assertUnreadable(() -> archived.chats().find(id, 1));
        assertUnreadable(() -> archived.chats().edit(id, 1, MessageEdit.of("x")));
        assertUnreadable(() -> archived.moving(place, 1).takeBack(id, 1));
        try (StoreSnapshot snapshot = archived.snapshot(StoreScope.everything())) {
            assertUnreadable(() -> snapshot.find(id).orElseThrow().messages().forEach(message -> {}));
            assertThat(snapshot.find(other).orElseThrow().messages()).hasSize(4);
        }
        assertThat(archived.chats().recent(id, 2)).hasSize(2);
        assertThat(archived.chats()
                        .append(id, NewMessage.user("secret 1").withId("m1"))
                        .duplicate())
                .isTrue();
        assertThat(archived.chats().recent(other, 9)).hasSize(4);
        assertThat(archived.chats().delete(id)).isTrue();
        assertThat(archived.chats().find(id)).isEmpty();
    }

    @Test
    void aDamagedContent() {
        byte[] content = Objects.requireNonNull(place.read(segment.id()));
        content[content.length / 2] ^= 1;
        place.damage(segment.id(), content);
        assertOnlyTheSegmentIsUnreadable();
    }

    @Test
    void anEmptyContent() {
        place.damage(segment.id(), new byte[0]);
        assertOnlyTheSegmentIsUnreadable();
    }

    @Test
    void aContentOfAnotherSegment() {
        List<String> ids = place.ids();
        String another = ids.get(ids.indexOf(segment.id()) == 0 ? 1 : 0);
        place.damage(segment.id(), Objects.requireNonNull(place.read(another)));
        assertOnlyTheSegmentIsUnreadable();
    }

    @Test
    void whatIsTooOldIsRemovedAllTheSame() {
        place.damage(segment.id(), new byte[0]);
        ArchivedBackend archived = ArchivedStores.around(durable, place);
        assertUnreadable(() -> archived.oldMessages().trim(id, 2, 9));
        assertThat(archived.oldMessages().trim(id, 4, 9)).isEqualTo(2);
        assertThat(archived.oldMessages().trim(id, 4, 9)).isEqualTo(1);
        assertThat(archived.chats().recent(id, 9)).hasSize(1);
        assertThat(place.ids()).doesNotContain(segment.id());
    }

    @Test
    void aMissingContent() {
        place.remove(segment.id());
        assertOnlyTheSegmentIsUnreadable();
    }
}
