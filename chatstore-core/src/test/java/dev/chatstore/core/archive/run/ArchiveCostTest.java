package dev.chatstore.core.archive.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.spi.Backend;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.BackendProvider;
import dev.chatstore.api.spi.SegmentStore;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.core.memory.MemoryBackendProvider;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.Proxies;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often a run asks the index. */
final class ArchiveCostTest {
    private static final String ACME = "acme";
    private static final int CONVERSATIONS = 12;

    private final List<String> calls = new ArrayList<>();
    private final MutableClock clock = MutableClock.at(Archives.START);
    private final ChatStorage storage =
            Archives.with(clock, new HeapPlace(clock)).backend(new Listening()).open();

    /** A store in memory that lists the calls of its index, of which each is a statement or a transaction in a database. */
    private final class Listening implements BackendProvider {
        @Override
        public List<Setting<?>> settings() {
            return new MemoryBackendProvider().settings();
        }

        @Override
        public Backend open(BackendContext context) {
            Backend memory = new MemoryBackendProvider().open(context);
            SegmentStore index = memory.segments().orElseThrow();
            SegmentStore listening = Proxies.create(SegmentStore.class, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return Proxies.call(index, method, arguments);
            });
            return Proxies.create(
                    Backend.class,
                    (proxy, method, arguments) -> method.getName().equals("segments")
                            ? Optional.of(listening)
                            : Proxies.call(memory, method, arguments));
        }
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private List<String> calls(Runnable run) {
        calls.clear();
        run.run();
        return List.copyOf(calls);
    }

    private void run(ArchiveRule rule) {
        Archives.run(storage, archive -> archive.withRule(rule).ofTenant(ACME).inBatchesOf(5));
    }

    private void fill() {
        for (int i = 0; i < CONVERSATIONS; i++) {
            Archives.append(storage, ConversationId.of(ACME, "c" + i), 7);
        }
    }

    @Test
    void aPageOfConversationsThatAreMovedAlreadyCostsOneLookUp() {
        fill();
        clock.advance(Duration.ofDays(30));
        List<String> first = calls(() -> run(Archives.IDLE));
        assertThat(first).filteredOn(call -> !call.equals("put")).isEqualTo(Collections.nCopies(3, "ends"));
        assertThat(first).filteredOn("put"::equals).hasSize(2 * CONVERSATIONS);

        assertThat(calls(() -> run(Archives.IDLE))).isEqualTo(Collections.nCopies(3, "ends"));
    }

    @Test
    void whatTheSettingsDoNotNameIsNotLookedUpOneByOne() {
        fill();
        assertThat(calls(() -> run(Archives.IDLE))).doesNotContain("list", "find");
    }

    @Test
    void whatIsNotArchivedIsNotLookedUpOneByOneToBringItBack() {
        fill();
        Archive.of(storage).archive(ConversationId.of(ACME, "c3"));
        List<String> made = calls(() -> Archive.of(storage).ofTenant(ACME).unarchiveAll());
        assertThat(made).filteredOn("ends"::equals).hasSize(1);
        assertThat(made).filteredOn("list"::equals).hasSize(1);
    }
}
