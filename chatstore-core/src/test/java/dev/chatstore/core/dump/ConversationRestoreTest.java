package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.core.dump.form.Spooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationRestoreTest {
    private static final ConversationRestore.Options REPLACING =
            ConversationRestore.Options.DEFAULT.withConflict(Conflict.REPLACE);

    private final ChatStorage source = FilledStore.empty();
    private final ChatStorage target = FilledStore.empty();
    private final RestoreTally tally = new RestoreTally(false);

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    private static ConversationId id(int number) {
        return ConversationId.of("c" + number);
    }

    /** Fills both stores with different conversations, and returns those of the source. */
    private List<Incoming> different(int count, AtomicInteger released) {
        for (int i = 0; i < count; i++) {
            source.chats().append(id(i), NewMessage.user("theirs"));
            target.chats().append(id(i), NewMessage.user("ours"));
        }
        List<Incoming> incoming = new ArrayList<>();
        try (StoreSnapshot snapshot = StoreAccess.of(source).orElseThrow().snapshot(StoreScope.everything())) {
            snapshot.conversations()
                    .forEachRemaining(one -> incoming.add(incoming(one, Spooled.MEMORY_BYTES, released)));
        }
        return incoming;
    }

    /** Returns a conversation that is a call by itself if it counts as so many bytes. */
    private static Incoming incoming(ConversationSnapshot snapshot, long bytes, AtomicInteger released) {
        return new Incoming(snapshot, null, bytes, released::incrementAndGet);
    }

    private List<String> texts(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.addAll(target.chats().history(id(i), Slice.oldest(9)).stream()
                    .map(Message::text)
                    .toList());
        }
        return texts;
    }

    @Test
    void afterAFailureNothingElseIsReplaced() {
        AtomicInteger released = new AtomicInteger();
        AtomicInteger added = new AtomicInteger();
        List<Incoming> incoming = different(4, released);
        Runnable failing = () -> {
            throw new IllegalStateException("stopped");
        };
        assertThatThrownBy(() -> {
                    try (ConversationRestore restore = new ConversationRestore(target, REPLACING, tally, failing)) {
                        for (Incoming one : incoming) {
                            added.incrementAndGet();
                            restore.add(one);
                        }
                        restore.flush();
                    }
                })
                .hasMessage("stopped");
        assertThat(texts(4)).containsExactlyInAnyOrder("theirs", "ours", "ours", "ours");
        assertThat(released).hasValue(added.get());
    }

    @Test
    void closingWithoutAnEndReplacesNothing() {
        AtomicInteger released = new AtomicInteger();
        List<Incoming> incoming = different(1, released);
        try (ConversationRestore restore = new ConversationRestore(target, REPLACING, tally, () -> {})) {
            incoming.forEach(restore::add);
        }
        assertThat(texts(1)).containsExactly("ours");
        assertThat(released).hasValue(1);
    }

    @Test
    void oneThatChangesAtThisMomentIsLeftAsItIs() {
        List<Incoming> incoming = different(1, new AtomicInteger());
        Existing.Comparison found;
        try (Existing existing = new Existing(StoreAccess.of(target).orElseThrow())) {
            found = existing.compare(incoming.get(0));
        }
        assertThat(found).isEqualTo(new Existing.Comparison(Existing.State.DIFFERENT, 1));
        target.chats().append(id(0), NewMessage.user("more"));
        assertThat(StoreAccess.of(target)
                        .orElseThrow()
                        .loader()
                        .replace(incoming.get(0).snapshot(), found.version())
                        .loaded())
                .isFalse();
        assertThat(texts(1)).containsExactly("ours", "more");
    }
}
