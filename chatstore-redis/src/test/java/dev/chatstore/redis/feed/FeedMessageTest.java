package dev.chatstore.redis.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Change;
import dev.chatstore.redis.codec.Frames;
import dev.chatstore.redis.codec.Samples;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A message of the feed is read back equal; anything else is refused and does no harm. */
class FeedMessageTest {
    @Test
    void aChangeComesBackAsItWas() {
        Samples samples = new Samples(2);
        for (int i = 0; i < 300; i++) {
            Change change = samples.change();
            FeedMessage read = FeedMessage.read(FeedMessage.of(i, i + 1L, change, new Frames(1 << 10), Long.MAX_VALUE));
            assertThat(read)
                    .isEqualTo(new FeedMessage(i, i + 1L, FeedMessage.Kind.CHANGE, change.conversation(), change));
        }
    }

    @Test
    void aMessageThatIsDamagedIsReadOrRefusedAndNothingElse() {
        Samples samples = new Samples(5);
        SplittableRandom random = new SplittableRandom(6);
        long refused = IntStream.range(0, 3_000)
                .mapToObj(i -> FeedMessage.of(i, i, samples.change(), new Frames(256), Long.MAX_VALUE))
                .map(bytes -> Samples.damaged(bytes, random))
                .filter(bytes -> FeedMessage.read(bytes) == null)
                .count();
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void aMessageOfALaterVersionIsNotRead() {
        byte[] bytes = FeedMessage.status(1, 2, FeedMessage.Kind.HEARTBEAT);
        assertThat(FeedMessage.read(bytes)).isNotNull();
        bytes[0]++;
        assertThat(FeedMessage.read(bytes)).isNull();
    }
}
