package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenWritesTest {
    private final TestTime nanos = TestTime.still();
    private final OpenWrites inFlight = new OpenWrites(nanos);
    private final ConversationId id = ConversationId.of("kari");

    @Test
    void whereNothingIsUnderWayItIsNow() {
        assertThat(inFlight.oldest(id)).isEqualTo(nanos.getAsLong());
    }

    @Test
    void theOldestWriteOfTheConversationCounts() {
        inFlight.begin(ConversationId.of("another"));
        nanos.pass(Duration.ofSeconds(30));
        long first = inFlight.begin(id);
        nanos.pass(Duration.ofSeconds(1));
        long second = inFlight.begin(id);
        nanos.pass(Duration.ofSeconds(1));
        assertThat(inFlight.oldest(id)).isEqualTo(first);
        inFlight.end(id, first);
        assertThat(inFlight.oldest(id)).isEqualTo(second);
        inFlight.end(id, second);
        assertThat(inFlight.oldest(id)).isEqualTo(nanos.getAsLong());
    }

    @Test
    void twoThatBeganAtTheSameTimeEndOneByOne() {
        long start = inFlight.begin(id);
        inFlight.begin(id);
        nanos.pass(Duration.ofSeconds(1));
        inFlight.end(id, start);
        assertThat(inFlight.oldest(id)).isEqualTo(start);
        inFlight.end(id, start);
        assertThat(inFlight.oldest(id)).isEqualTo(nanos.getAsLong());
    }
}
