package dev.chatstore.core.archive.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ClosedException;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.ForwardingChatStore;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import dev.chatstore.api.Storage;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.core.lease.StoreLease;
import dev.chatstore.core.retention.Held;
import dev.chatstore.core.retention.Holds;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.segment.HeapPlace;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ArchiveTest {
    private static final ConversationId KARI = ConversationId.of("acme", "kari");
    private static final ConversationId OTHER_KARI = ConversationId.of("globex", "kari");
    private static final ConversationId OLA = ConversationId.of("acme", "ola");
    private static final Duration MONTH = Duration.ofDays(30);

    private final MutableClock clock = MutableClock.at(Archives.START);
    private final HeapPlace place = new HeapPlace(clock);
    private final ChatStorage storage = Archives.with(clock, place).open();

    @AfterEach
    void close() {
        storage.close();
    }

    private ArchiveCounts run(ArchiveRule rule) {
        return Archives.run(storage, archive -> archive.withRule(rule)).total();
    }

    private List<String> ranges(ConversationId id) {
        return Archives.ranges(storage, id);
    }

    @Test
    void anIdleConversationIsMovedFromExactlyTheTimeOnAllButItsNewestMessage() {
        Archives.append(storage, KARI, 12);
        Conversation head = storage.chats().find(KARI).orElseThrow();
        List<Message> messages = Histories.all(storage.chats(), KARI);
        clock.advance(Duration.ofSeconds(1));
        Archives.append(storage, OLA, 12);
        clock.advance(MONTH.minusSeconds(1));

        ArchiveCounts counts = run(Archives.IDLE);

        assertThat(counts.conversations()).isEqualTo(2);
        assertThat(counts.conversationsMoved()).isEqualTo(1);
        assertThat(counts.messages()).isEqualTo(11);
        assertThat(counts.segments()).isEqualTo(3);
        assertThat(counts.bytes()).isGreaterThan(counts.stored());
        assertThat(ranges(KARI)).containsExactly("1-5", "6-10", "11-11");
        assertThat(ranges(OLA)).isEmpty();
        assertThat(storage.chats().find(KARI)).contains(head);
        assertThat(Histories.all(storage.chats(), KARI)).isEqualTo(messages);
        assertThat(place.ids()).isEqualTo(Archives.segmentIds(storage, "acme"));
    }

    @Test
    void ofAnActiveConversationWholeSegmentsBeforeTheNewestMessagesAreMoved() {
        Archives.append(storage, KARI, 14);
        ArchiveRule rule = ArchiveRule.NONE.withKeepNewest(5).withMinMessages(1);

        assertThat(run(rule).messages()).isEqualTo(5);
        assertThat(ranges(KARI)).containsExactly("1-5");
        assertThat(run(rule).messages()).isZero();

        Archives.append(storage, KARI, 1);
        assertThat(run(rule).messages()).isEqualTo(5);
        assertThat(ranges(KARI)).containsExactly("1-5", "6-10");
    }

    @Test
    void anIdleConversationKeepsOnlyItsNewestMessageWhateverAnActiveOneKeeps() {
        Archives.append(storage, KARI, 14);
        clock.advance(MONTH);

        assertThat(run(Archives.IDLE.withKeepNewest(5)).messages()).isEqualTo(13);
    }

    @Test
    void aConversationOfWhichFewMessagesWouldGoIsLeft() {
        Archives.append(storage, KARI, 4);
        Archives.append(storage, OLA, 5);
        clock.advance(MONTH);

        ArchiveCounts counts = run(Archives.IDLE.withMinMessages(4));

        assertThat(counts.small()).isEqualTo(1);
        assertThat(counts.messages()).isEqualTo(4);
        assertThat(ranges(KARI)).isEmpty();
        assertThat(ranges(OLA)).containsExactly("1-4");
    }

    @Test
    void aConversationThatGoesOnIsMovedAgainFromWhereTheLastRunHasEnded() {
        Archives.append(storage, KARI, 7);
        clock.advance(MONTH);
        run(Archives.IDLE);
        Archives.append(storage, KARI, 7);
        assertThat(run(Archives.IDLE).messages()).isZero();
        clock.advance(MONTH);

        assertThat(run(Archives.IDLE).messages()).isEqualTo(7);
        assertThat(ranges(KARI)).containsExactly("1-5", "6-6", "7-11", "12-13");
        assertThat(Histories.sequences(Histories.all(storage.chats(), KARI))).hasSize(14);
        assertThat(run(Archives.IDLE).small()).as("what was moved is not small").isZero();
    }

    @Test
    void withoutARuleNothingIsMoved() {
        Archives.append(storage, KARI, 20);
        clock.advance(MONTH);

        assertThat(run(ArchiveRule.NONE)).isEqualTo(new ArchiveCounts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void archivedAndHeldConversationsAreMovedTooAndTheFlagStays() {
        Archives.append(storage, KARI, 7);
        storage.chats().patch(ConversationPatch.of(KARI).withArchived(true));
        Holds.of(storage).place(Held.conversation(KARI), "case 1", "ola");
        clock.advance(MONTH);

        assertThat(run(Archives.IDLE).messages()).isEqualTo(6);
        assertThat(storage.chats().find(KARI))
                .get()
                .satisfies(head -> assertThat(head.archived()).isTrue());
        assertThat(Holds.of(storage).find(Held.conversation(KARI))).isPresent();
    }

    @Test
    void aTenantIsMovedByItselfAndWhatTheLibraryKeepsNever() {
        Archives.append(storage, KARI, 7);
        Archives.append(storage, OTHER_KARI, 9);
        Archives.append(storage, ConversationId.of("chatstore.imports", "log"), 9);
        clock.advance(MONTH);

        ArchiveReport report =
                Archives.run(storage, archive -> archive.withRule(Archives.IDLE).ofTenant("globex"));
        assertThat(report.total().messages()).isEqualTo(8);
        assertThat(ranges(KARI)).isEmpty();

        assertThat(run(Archives.IDLE).conversations()).isEqualTo(2);
        assertThat(ranges(KARI)).hasSize(2);
    }

    @Test
    void oneConversationIsArchivedWhateverTheRuleSaysAndBroughtBack() {
        Archives.append(storage, KARI, 12);
        Archives.append(storage, OTHER_KARI, 12);
        List<Message> messages = Histories.all(storage.chats(), KARI);

        ArchiveReport moved = Archive.of(storage).archive(KARI).orElseThrow();
        assertThat(moved.total().messages()).isEqualTo(11);
        assertThat(ranges(OTHER_KARI)).isEmpty();
        assertThat(place.ids()).hasSize(3);

        ArchiveReport back = Archive.of(storage).unarchive(KARI).orElseThrow();
        assertThat(back.direction()).isEqualTo(ArchiveReport.Direction.UNARCHIVE);
        assertThat(back.total()).isEqualTo(moved.total());
        assertThat(ranges(KARI)).isEmpty();
        assertThat(place.ids()).isEmpty();
        assertThat(Histories.all(storage.chats(), KARI)).isEqualTo(messages);
    }

    @Test
    void allConversationsAreBroughtBack() {
        Archives.append(storage, KARI, 12);
        Archives.append(storage, OTHER_KARI, 7);
        Archives.append(storage, OLA, 1);
        clock.advance(MONTH);
        run(Archives.IDLE);

        ArchiveReport counted = Archive.of(storage).counting().unarchiveAll().orElseThrow();
        assertThat(ranges(KARI)).hasSize(3);
        ArchiveReport done = Archive.of(storage).unarchiveAll().orElseThrow();

        assertThat(done.total()).isEqualTo(counted.total());
        assertThat(done.total().messages()).isEqualTo(17);
        assertThat(done.total().conversationsMoved()).isEqualTo(2);
        assertThat(place.ids()).isEmpty();
    }

    @Test
    void aConversationThatDoesNotExistIsNotCounted() {
        assertThat(Archive.of(storage).archive(KARI).orElseThrow().total()).isEqualTo(ArchiveCounts.NONE);
        assertThat(Archive.of(storage).unarchive(KARI).orElseThrow().total()).isEqualTo(ArchiveCounts.NONE);
    }

    @Test
    void aDamagedSegmentIsReportedAndTheOthersComeBack() {
        Archives.append(storage, KARI, 12);
        Archives.append(storage, OLA, 7);
        Archive.of(storage).archive(KARI);
        Archive.of(storage).archive(OLA);
        String damaged = Archives.segments(storage).index().list(KARI).get(0).id();
        place.damage(damaged, "nothing".getBytes(StandardCharsets.UTF_8));

        ArchiveReport report = Archive.of(storage).unarchiveAll().orElseThrow();

        assertThat(report.total().damaged()).isEqualTo(1);
        assertThat(report.damaged()).containsExactly(KARI);
        assertThat(ranges(KARI)).containsExactly("1-5");
        assertThat(ranges(OLA)).isEmpty();
        assertThat(report.asMap()).containsEntry("damaged", 1L).containsEntry("direction", "unarchive");
    }

    @Test
    void orphansOfAnHourAreSweptAndOthersStay() {
        Archives.append(storage, KARI, 7);
        Archive.of(storage).archive(KARI);
        place.write("orphan1", new byte[] {1});
        clock.advance(Duration.ofMinutes(1));
        place.write("orphan2", new byte[] {1});
        clock.advance(Duration.ofMinutes(59));

        assertThat(Archives.run(storage, Archive::counting).total().orphans()).isEqualTo(1);
        assertThat(place.ids()).contains("orphan1");
        assertThat(Archives.run(storage, archive -> archive.ofTenant("acme"))
                        .total()
                        .orphans())
                .isZero();
        assertThat(run(ArchiveRule.NONE).orphans()).isEqualTo(1);
        assertThat(place.ids()).doesNotContain("orphan1").contains("orphan2");

        assertThat(Archive.of(storage).removeOrphans()).hasValue(1);
        assertThat(place.ids()).isEqualTo(Archives.segmentIds(storage, "acme"));
    }

    @Test
    void manyOrphansAreSweptPageByPage() {
        Archives.append(storage, KARI, 7);
        Archive.of(storage).archive(KARI);
        for (int i = 0; i < 1_203; i++) {
            place.write("orphan" + i, new byte[] {1});
        }
        clock.advance(Duration.ofHours(2));

        assertThat(run(ArchiveRule.NONE).orphans()).isEqualTo(1_203);
        assertThat(place.ids()).isEqualTo(Archives.segmentIds(storage, "acme"));
    }

    @Test
    void oneRunAtATimeMovesMessages() {
        Archives.append(storage, KARI, 7);
        clock.advance(MONTH);
        AtomicInteger refused = new AtomicInteger();
        Archive archive = Archive.of(storage).withRule(Archives.IDLE);

        archive.onProgress(counts -> {
                    if (archive.run().isEmpty()
                            && archive.archive(KARI).isEmpty()
                            && archive.unarchive(KARI).isEmpty()
                            && archive.unarchiveAll().isEmpty()
                            && archive.removeOrphans().isEmpty()) {
                        refused.incrementAndGet();
                    }
                })
                .run();

        assertThat(refused.get()).isPositive();
        assertThat(archive.run()).as("the lease was given back").isPresent();
    }

    @Test
    void theOrphansOfAnErasureAreNotRemovedWhileRetentionRuns() {
        place.write("orphan", new byte[] {1});
        try (ChatStorage open = Archives.with(clock, place).open()) {
            StoreLease lease = StoreLease.take(
                            StoreAccess.of(open).orElseThrow().sessions(), StoreLease.RETENTION, Duration.ofMinutes(5))
                    .orElseThrow();
            assertThat(Archive.of(open).removeOrphans()).isEmpty();
            lease.close();
            assertThat(Archive.of(open).removeOrphans()).hasValue(1);
        }
    }

    @Test
    void aRunStopsBeforeItsNextStep() {
        Archives.append(storage, KARI, 12);
        clock.advance(MONTH);
        AtomicInteger steps = new AtomicInteger();

        ArchiveReport report = Archives.run(
                storage,
                archive -> archive.withRule(Archives.IDLE)
                        .onProgress(counts -> steps.set((int) counts.segments()))
                        .stoppingIf(() -> steps.get() == 1));

        assertThat(report.complete()).isFalse();
        assertThat(report.summary()).endsWith("stopped before its end");
        assertThat(ranges(KARI)).containsExactly("1-5");
        assertThat(run(Archives.IDLE).messages()).isEqualTo(6);
    }

    @Test
    void aClosedStorageIsAnError() {
        Archive archive = Archive.of(storage);
        storage.close();
        assertThatThrownBy(archive::run).isInstanceOf(ClosedException.class);
        assertThatThrownBy(archive.counting()::run).isInstanceOf(ClosedException.class);
    }

    @Test
    void whatCannotBeIsRefused() {
        Archive archive = Archive.of(storage);
        assertThatThrownBy(() -> archive.inBatchesOf(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ArchiveRule.NONE.withKeepNewest(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ArchiveRule.NONE.withMinMessages(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ArchiveRule.NONE.withAfter(Duration.ofDays(-1)))
                .isInstanceOf(InvalidInputException.class);
        ChatStore bare = new ForwardingChatStore(storage.chats()) {
            @Override
            protected ChatStore decorate(ChatStore other) {
                return other;
            }
        };
        Storage decorated = (Storage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Storage.class}, (self, method, arguments) -> bare);
        assertThatThrownBy(() -> Archive.of(decorated)).isInstanceOf(InvalidInputException.class);
    }
}
