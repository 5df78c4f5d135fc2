package dev.chatstore.core.archive.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.Racers;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a store while messages are moved. */
final class ArchiveRaceTest {
    private static final ConversationId KARI = ConversationId.of("acme", "kari");

    private final MutableClock clock = MutableClock.at(Archives.START);
    private final HeapPlace place = new HeapPlace(clock);
    private final ChatStorage storage = Archives.with(clock, place).open();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void aConversationThatBecomesActiveBetweenTwoSegmentsStaysFromThere() {
        Archives.append(storage, KARI, 12);
        clock.advance(Duration.ofDays(40));

        AtomicInteger appends = new AtomicInteger();

        ArchiveReport report = Archives.run(
                storage,
                archive -> archive.withRule(Archives.IDLE).onProgress(counts -> {
                    if (counts.segments() == 1 && appends.getAndIncrement() == 0) {
                        Archives.append(storage, KARI, 1);
                    }
                }));

        assertThat(report.total().messages()).isEqualTo(5);
        assertThat(report.total().changed()).isZero();
        assertThat(Archives.ranges(storage, KARI)).containsExactly("1-5");
        assertThat(Histories.all(storage.chats(), KARI)).hasSize(13);
    }

    @Test
    void aConversationThatChangesIsTriedAgain() {
        Archives.append(storage, KARI, 12);
        AtomicInteger appends = new AtomicInteger();

        ArchiveReport report = Archive.of(storage)
                .onProgress(counts -> {
                    if (appends.incrementAndGet() <= 2) {
                        Archives.append(storage, KARI, 1);
                    }
                })
                .archive(KARI)
                .orElseThrow();

        assertThat(report.total().messages()).isGreaterThanOrEqualTo(11);
        assertThat(Histories.sequences(Histories.all(storage.chats(), KARI))).hasSize(14);
    }

    @Test
    void aConversationThatAlwaysChangesIsLeftToTheNextRun() {
        Archives.append(storage, KARI, 60);
        Archive archive = Archive.of(storage)
                .withRule(ArchiveRule.NONE.withKeepNewest(1).withMinMessages(1))
                .onProgress(counts -> {
                    if (counts.changed() == 0) {
                        Archives.append(storage, KARI, 1);
                    }
                });

        ArchiveReport report = archive.run().orElseThrow();

        assertThat(report.total().changed()).isEqualTo(1);
        List<Message> all = Histories.all(storage.chats(), KARI);
        assertThat((long) all.size())
                .isEqualTo(storage.chats().find(KARI).orElseThrow().messageCount());
        assertThat(Histories.sequences(all)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void writersReadersAndTwoEnginesMeet() {
        List<Integer> done = Racers.all(6, racer -> {
            ConversationId id = ConversationId.of("acme", "c" + racer % 2);
            for (int i = 0; i < 60; i++) {
                if (racer < 2) {
                    Archives.append(storage, id, 1);
                } else if (racer < 4) {
                    Archive.of(storage).archive(id);
                    Archive.of(storage).unarchive(id);
                } else {
                    List<Message> all = Histories.all(storage.chats(), id);
                    for (int at = 0; at < all.size(); at++) {
                        assertThat(all.get(at).sequence()).isEqualTo(at + 1);
                    }
                }
            }
            return racer;
        });

        assertThat(done).hasSize(6);
        for (String id : List.of("c0", "c1")) {
            assertThat(Histories.all(storage.chats(), ConversationId.of("acme", id)))
                    .hasSize(60);
        }
        clock.advance(Duration.ofHours(2));
        Archive.of(storage).run();
        assertThat(place.ids()).isEqualTo(Archives.segmentIds(storage, "acme"));
    }
}
