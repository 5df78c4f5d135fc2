package dev.chatstore.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConversationId;
import dev.chatstore.core.fixture.TestTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpenWritesTest {
    private final TestTime nanos = TestTime.still();
    private final OpenWrites writes = new OpenWrites(nanos);
    private final ConversationId id = ConversationId.of("kari");

    @Test
    void withoutARunningWriteItIsTheCurrentTime() {
        assertThat(writes.oldest(id)).isEqualTo(nanos.getAsLong());
    }

    @Test
    void theOldestWriteOfTheConversationCounts() {
        writes.begin(ConversationId.of("another"));
        nanos.pass(Duration.ofSeconds(30));
        long first = writes.begin(id);
        nanos.pass(Duration.ofSeconds(1));
        long second = writes.begin(id);
        nanos.pass(Duration.ofSeconds(1));
        assertThat(writes.oldest(id)).isEqualTo(first);
        writes.end(id, first);
        assertThat(writes.oldest(id)).isEqualTo(second);
        writes.end(id, second);
        assertThat(writes.oldest(id)).isEqualTo(nanos.getAsLong());
    }

    @Test
    void twoWritesOfTheSameStartEndOneByOne() {
        long start = writes.begin(id);
        writes.begin(id);
        nanos.pass(Duration.ofSeconds(1));
        writes.end(id, start);
        assertThat(writes.oldest(id)).isEqualTo(start);
        writes.end(id, start);
        assertThat(writes.oldest(id)).isEqualTo(nanos.getAsLong());
    }
}
