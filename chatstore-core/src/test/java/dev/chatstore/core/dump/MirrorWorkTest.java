package dev.chatstore.core.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorWorkTest {
    private static final long SECOND = 1_000_000_000;
    // Clocks of this kind may overflow.
    private static final long NOW = Long.MAX_VALUE - SECOND / 2;
    private static final ConversationId ID = ConversationId.of("c");

    private final MirrorWork work = new MirrorWork(Duration.ofSeconds(10), NOW);

    private void pass(long now) {
        assertThat(work.isPassDue(now)).isTrue();
        work.beginPass();
        work.passComplete(now);
    }

    @Test
    void aPassIsDueAtOnceAndThenAfterEachInterval() {
        pass(NOW);
        assertThat(work.isPassDue(NOW + 9 * SECOND)).isFalse();
        assertThat(work.pause(NOW + 9 * SECOND)).isEqualTo(SECOND);
        assertThat(work.pause(NOW + 10 * SECOND)).isZero();
        pass(NOW + 10 * SECOND);
        assertThat(work.pause(NOW + 10 * SECOND)).isEqualTo(10 * SECOND);
    }

    @Test
    void changesAreCopiedAtOnceEachConversationOnce() {
        pass(NOW);
        work.add(ID);
        work.add(ID);
        assertThat(work.pause(NOW)).isZero();
        assertThat(work.isPassDue(NOW)).isFalse();
        assertThat(work.takeChanges()).containsExactly(ID);
        assertThat(work.waiting()).isEqualTo(1);
        work.changesCopied();
        assertThat(work.waiting()).isZero();
        assertThat(work.pause(NOW)).isEqualTo(10 * SECOND);
    }

    @Test
    void manyChangesAreCopiedSomeAtATimeAndTooManyByAPass() {
        pass(NOW);
        List<ConversationId> ids = IntStream.range(0, MirrorWork.WAITING)
                .mapToObj(i -> ConversationId.of("c" + i))
                .toList();
        ids.forEach(work::add);
        assertThat(work.isPassDue(NOW)).isFalse();
        assertThat(work.takeChanges()).isEqualTo(ids.subList(0, 500));
        work.changesCopied();
        assertThat(work.waiting()).isEqualTo(ids.size() - 500);
        ids.subList(0, 501).forEach(id -> work.add(ConversationId.of("more " + id.value())));
        assertThat(work.isPassDue(NOW)).isTrue();
        pass(NOW);
        assertThat(work.waiting()).isZero();
    }

    @Test
    void aFailureLosesNoChangeAndIsRetriedAsAPassAfterGrowingPauses() {
        pass(NOW);
        work.add(ID);
        work.takeChanges();
        work.failed(NOW);
        assertThat(work.waiting()).isEqualTo(1);
        assertThat(work.pause(NOW)).isEqualTo(SECOND);
        assertThat(work.isPassDue(NOW + SECOND)).isTrue();
        work.beginPass();
        work.failed(NOW + SECOND);
        assertThat(work.waiting()).isEqualTo(1);
        assertThat(work.pause(NOW + SECOND)).isEqualTo(2 * SECOND);
        pass(NOW + 3 * SECOND);
        assertThat(work.waiting()).isZero();
        work.add(ID);
        work.takeChanges();
        work.failed(NOW + 3 * SECOND);
        assertThat(work.pause(NOW + 3 * SECOND)).isEqualTo(SECOND);
        assertThat(MirrorWork.pauseAfter(6)).isEqualTo(Duration.ofSeconds(32));
        assertThat(MirrorWork.pauseAfter(7)).isEqualTo(Duration.ofMinutes(1));
        assertThat(MirrorWork.pauseAfter(30)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aPassThatIsAskedForBeginsAfterTheCallAlsoDuringAnother() {
        work.beginPass();
        long asked = work.ask();
        work.passComplete(NOW);
        assertThat(work.isComplete(asked)).isFalse();
        pass(NOW);
        assertThat(work.isComplete(asked)).isTrue();
        assertThat(work.isPassDue(NOW)).isFalse();
    }

    @Test
    void aPassThatIsAskedForIsAttemptedAtOnceAndThenAfterPauses() {
        pass(NOW);
        work.failed(NOW);
        long asked = work.ask();
        assertThat(work.isPassDue(NOW)).isTrue();
        work.beginPass();
        work.failed(NOW);
        assertThat(work.isPassDue(NOW)).isFalse();
        pass(NOW + 2 * SECOND);
        assertThat(work.isComplete(asked)).isTrue();
    }
}
