package dev.chatstore.core.archive.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.segment.HeapPlace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random stores and rules: the dry run tells what the run does, the run does what a plain model says, and reads stay. */
final class ArchivePropertyTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theDryRunHasTheNumbersOfTheRunAndNothingThatIsReadChanges(long seed) {
        Random random = new Random(seed);
        MutableClock clock = MutableClock.at(Archives.START);
        HeapPlace place = new HeapPlace(clock);
        try (ChatStorage storage = Archives.with(clock, place).open()) {
            for (int round = 0; round < 3; round++) {
                Archives.fill(storage, clock, random, 60);
                place.write("orphan" + round, new byte[] {1});
                clock.advance(Duration.ofHours(random.nextInt(3)));
                ArchiveRule rule = rule(random);
                Archive archive = Archive.of(storage).withRule(rule).inBatchesOf(1 + random.nextInt(5));
                Map<String, List<Message>> acme = Archives.content(storage, "acme");
                Map<String, List<Message>> globex = Archives.content(storage, "globex");
                long expected = expected(storage, "acme", rule, clock) + expected(storage, "globex", rule, clock);
                List<String> before = place.ids();

                ArchiveCounts dry = archive.counting().run().orElseThrow().total();
                assertThat(place.ids()).isEqualTo(before);
                ArchiveCounts run = archive.run().orElseThrow().total();

                assertThat(run).as("seed %d, %s", seed, rule).isEqualTo(dry);
                assertThat(run.messages()).as("%s", rule).isEqualTo(expected);
                assertThat(Archives.content(storage, "acme")).isEqualTo(acme);
                assertThat(Archives.content(storage, "globex")).isEqualTo(globex);
                assertThat(archive.run().orElseThrow().total().messages())
                        .as("a second run finds nothing")
                        .isZero();
            }
            ArchiveCounts back =
                    Archive.of(storage).counting().unarchiveAll().orElseThrow().total();
            assertThat(Archive.of(storage).unarchiveAll().orElseThrow().total()).isEqualTo(back);
            assertThat(Archives.segmentIds(storage, "acme", "globex")).isEmpty();
        }
    }

    private static ArchiveRule rule(Random random) {
        return new ArchiveRule(
                random.nextInt(3) == 0 ? null : Duration.ofDays(1 + random.nextInt(60)),
                random.nextInt(3) == 0 ? null : 1 + random.nextInt(15),
                1 + random.nextInt(6));
    }

    private static long expected(ChatStorage storage, String tenant, ArchiveRule rule, MutableClock clock) {
        long moved = 0;
        for (ConversationId id : Archives.ids(storage, tenant)) {
            Conversation head = storage.chats().find(id).orElseThrow();
            long inSegments = Archives.segments(storage).index().list(id).stream()
                    .mapToLong(segment -> segment.last() - segment.first() + 1)
                    .sum();
            long outside = head.messageCount() - inSegments;
            boolean isIdle = rule.after() != null
                    && !head.lastActivity().isAfter(clock.instant().minus(rule.after()));
            long going = 0;
            if (isIdle) {
                going = outside - 1;
            } else if (rule.keepNewest() != null) {
                going = Math.max(0, outside - rule.keepNewest()) / 5 * 5;
            }
            moved += going >= rule.minMessages() ? going : 0;
        }
        return moved;
    }
}
