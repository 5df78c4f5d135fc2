package dev.chatstore.core.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MissedMessagesTest {
    private static final ConversationId ID = ConversationId.of("kari");

    @Test
    void onlyMessagesAfterTheExpectedVersionAreMissed() {
        ConflictException conflict = MissedMessages.conflict(ID, 3, 5, messages(1, 5));
        assertThat(conflict.missed()).isEqualTo(messages(4, 5));
        assertThat(conflict.complete()).isTrue();
        assertThat(conflict.expectedVersion()).isEqualTo(3);
        assertThat(conflict.currentVersion()).isEqualTo(5);
    }

    @Test
    void asManyAsAConflictCarriesAreAllOfThem() {
        ConflictException conflict = MissedMessages.conflict(ID, 5, 105, messages(5, 105));
        assertThat(conflict.missed()).isEqualTo(messages(6, 105));
        assertThat(conflict.complete()).isTrue();
    }

    @Test
    void ofMoreTheNewestAreCarried() {
        ConflictException conflict = MissedMessages.conflict(ID, 5, 106, messages(6, 106));
        assertThat(conflict.missed()).isEqualTo(messages(7, 106));
        assertThat(conflict.complete()).isFalse();
    }

    private static List<Message> messages(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(MissedMessagesTest::message)
                .toList();
    }

    private static Message message(long version) {
        return Message.appended(NewMessage.user("text"), version, version, Instant.EPOCH);
    }
}
