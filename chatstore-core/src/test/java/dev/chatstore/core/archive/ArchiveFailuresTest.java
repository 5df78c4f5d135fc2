package dev.chatstore.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.api.spi.segment.Segment;
import dev.chatstore.core.load.SteadyReading;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whichever call of the store or of the place fails, before or after it is made, each message is in exactly one place. */
final class ArchiveFailuresTest {
    private static final int MESSAGES = 9;

    private final ConversationId id = ConversationId.of("a conversation");

    /** A store with its place, whose calls fail. */
    private static final class Store implements AutoCloseable {
        final Faults faults = new Faults();
        final HeapPlace contents = new HeapPlace(InstantSource.system());
        final Backend durable = MemoryStores.open();
        final ArchivedBackend archived = ArchivedStores.around(faults.backend(durable), faults.place(contents));
        final Segments segments = archived.moving(faults.place(contents), 3);

        @Override
        public void close() {
            durable.close();
        }
    }

    /** Returns a store with segments 1 to 3 and 4 to 6, and the messages 7 to 9 outside of them. */
    private Store store() {
        Store store = new Store();
        for (int i = 1; i <= MESSAGES; i++) {
            store.archived.chats().append(id, NewMessage.user("m" + i).withId("m" + i));
        }
        Conversation head = store.archived.chats().find(id).orElseThrow();
        assertThat(store.segments.move(head, 1, 6)).isNotNull();
        assertThat(store.segments.move(head, 4, 6)).isNotNull();
        return store;
    }

    /** Makes each call of an action fail, before and after it is made. */
    private void withEachFailure(Consumer<Store> action, Consumer<Store> check) {
        int calls;
        try (Store store = store()) {
            calls = store.faults.calls(() -> action.accept(store)).size();
            check.accept(store);
        }
        assertThat(calls).isPositive();
        for (int call = 0; call < calls; call++) {
            for (boolean afterwards : List.of(false, true)) {
                try (Store store = store()) {
                    store.faults.fail(call, afterwards);
                    try {
                        action.accept(store);
                    } catch (UnavailableException e) {
                        // Is what the caller gets, unless only the removal of a content failed.
                    }
                    store.faults.recover();
                    check.accept(store);
                }
            }
        }
    }

    /** Asserts that all messages from one on are shown once, and that what the index names has its content. */
    private void assertWhole(Store store, long first) {
        ArchivedBackend another = ArchivedStores.around(store.durable, store.contents);
        List<Message> all = another.chats().history(id, Slice.oldest(100));
        assertThat(Histories.sequences(all))
                .isEqualTo(LongStream.rangeClosed(first, MESSAGES).boxed().toList());
        assertThat(another.chats().recent(id, 100)).isEqualTo(all);
        List<Segment> index = store.durable.segments().orElseThrow().list(id);
        Set<String> orphans = new HashSet<>(store.contents.ids());
        for (Segment segment : index) {
            assertThat(orphans.remove(segment.id())).isTrue();
        }
        assertThat(store.segments.index().existing(orphans)).isEmpty();
        assertThat(orphans).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void aMove() {
        withEachFailure(
                store -> store.segments.move(store.durable.chats().find(id).orElseThrow(), 7, 8),
                store -> assertWhole(store, 1));
    }

    @Test
    void aReturn() {
        withEachFailure(store -> store.segments.takeBack(id, 1), store -> assertWhole(store, 1));
    }

    @Test
    void anEdit() {
        withEachFailure(
                store -> store.archived.chats().edit(id, 2, MessageEdit.of("edited")), store -> assertWhole(store, 1));
    }

    @Test
    void aTrim() {
        withEachFailure(
                store -> store.archived.oldMessages().trim(id, 3, 1_000),
                store -> assertWhole(
                        store, store.durable.chats().find(id).orElseThrow().firstSequence()));
    }

    @Test
    void aDelete() {
        withEachFailure(store -> store.archived.chats().delete(id), store -> {
            boolean exists = store.durable.chats().find(id).isPresent();
            if (exists) {
                assertWhole(store, 1);
            } else {
                assertThat(store.archived.chats().recent(id, 10)).isEmpty();
                assertThat(store.segments.index().existing(store.contents.ids()))
                        .isEmpty();
            }
        });
    }

    @Test
    void whatIsNoLongerNamedIsRemovedFromThePlace() {
        try (Store store = store()) {
            assertThat(store.contents.ids()).hasSize(2);
            assertThat(store.segments.takeBack(id, 4)).isEqualTo(3);
            assertThat(store.contents.ids()).hasSize(1);
            assertThat(store.archived.oldMessages().trim(id, 3, 1_000)).isEqualTo(2);
            assertThat(store.contents.ids())
                    .containsExactly(store.segments.index().list(id).get(0).id());
            assertWhole(store, 3);
            assertThat(store.archived.chats().delete(id)).isTrue();
            assertThat(store.contents.ids()).isEmpty();
        }
    }

    @Test
    void aSnapshotKeepsTheContentsOfItsMomentUntilItIsClosed() {
        try (Store store = store()) {
            try (StoreSnapshot snapshot = store.archived.snapshot(StoreScope.everything())) {
                ConversationSnapshot found = snapshot.find(id).orElseThrow();
                store.archived.chats().redact(id, 2);
                assertThat(store.contents.ids()).hasSize(2);
                assertThat(found.messages())
                        .extracting(one -> one.message().text())
                        .contains("m2");
            }
            assertThat(store.contents.ids()).isEmpty();
            assertWhole(store, 1);
        }
    }

    @Test
    void aConversationWhoseContentAnotherProcessRemovedIsFoundAgainAsItIsNow() {
        try (Store store = store()) {
            ArchivedBackend another = ArchivedStores.around(store.durable, store.contents);
            try (StoreSnapshot snapshot = another.snapshot(StoreScope.everything())) {
                ConversationSnapshot first = snapshot.find(id).orElseThrow();
                store.archived.chats().redact(id, 2);
                assertThatThrownBy(() -> first.messages().forEach(one -> {}))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessageContaining("find the conversation again");
                List<String> texts = new ArrayList<>();
                Optional<ConversationSnapshot> read =
                        SteadyReading.readWhole(snapshot, StoreScope.everything(), first, conversation -> {
                            texts.clear();
                            conversation
                                    .messages()
                                    .forEach(one -> texts.add(one.message().text()));
                        });
                assertThat(read.orElseThrow().head())
                        .isEqualTo(store.durable.chats().find(id).orElseThrow());
                assertThat(texts).hasSize(MESSAGES).contains("m1", "m9").doesNotContain("m2");
                store.archived.chats().delete(id);
                assertThat(snapshot.find(id)).isEmpty();
            }
        }
    }

    @Test
    void aPlaceThatIsOutOfReachIsNoReasonToLoseAnything() {
        try (Store store = store()) {
            ArchivedBackend fresh = ArchivedStores.around(store.durable, store.faults.place(store.contents));
            store.faults.fail(0, false);
            assertThat(Histories.sequences(fresh.chats().recent(id, 3))).containsExactly(7L, 8L, 9L);
            assertThatThrownBy(() -> fresh.chats().recent(id, 4)).isInstanceOf(UnavailableException.class);
            store.faults.recover();
            assertWhole(store, 1);
        }
    }

    @Test
    void aPlaceThatIsNotConfiguredIsNamed() {
        try (Store store = store()) {
            ArchivedBackend without = ArchivedStores.around(store.durable, null);
            assertThat(without.chats().recent(id, 3)).hasSize(3);
            assertThatThrownBy(() -> without.chats().find(id, 1))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("archive.url")
                    .hasMessageContaining("heap");
        }
    }
}
