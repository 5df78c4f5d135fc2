package dev.chatstore.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Append;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import dev.chatstore.api.Slice;
import dev.chatstore.testkit.history.HistoryChecker.AppendAttempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A run that is recorded call by call, and the messages that are stored in the end. */
abstract class CheckedRun {
    final ConversationId id = ConversationId.of("c");
    final List<Message> stored = new ArrayList<>();
    private long now;
    private long sequence;
    private long version;
    final HistoryChecker checker = new HistoryChecker(() -> ++now);

    /** Records an append that was acknowledged with the next sequences. */
    void append(String... texts) {
        begin(texts).acknowledged(receipt(texts.length, sequence + 1, ++version));
        sequence += texts.length;
    }

    AppendAttempt begin(String... texts) {
        return checker.appending(
                Append.of(id, Arrays.stream(texts).map(NewMessage::user).toList()));
    }

    AppendReceipt receipt(int count, long first, long version) {
        return new AppendReceipt(
                id, LongStream.range(first, first + count).boxed().toList(), version, false);
    }

    /** Records a read of messages whose texts are the letters of their sequences. */
    void read(Slice slice, String... texts) {
        checker.reading(id, slice)
                .returned(Arrays.stream(texts)
                        .map(text -> message(text.charAt(0) - 'a' + 1, 1, null, text))
                        .toList());
    }

    /** Stores the messages of one append at the end. */
    CheckedRun store(String... texts) {
        long made = stored.isEmpty() ? 1 : stored.get(stored.size() - 1).version() + 1;
        for (String text : texts) {
            stored.add(message(stored.size() + 1, made, null, text));
        }
        return this;
    }

    static Message message(long sequence, long version, @Nullable String id, String text) {
        return new Message(
                sequence,
                version,
                id,
                Role.USER,
                null,
                text,
                List.of(),
                Map.of(),
                sequence - 1,
                0,
                1,
                Instant.EPOCH,
                null,
                false);
    }

    List<String> faults() {
        return checker.faults(id, stored);
    }

    void assertInOrder() {
        assertThat(faults()).isEmpty();
    }

    void assertFault(String what) {
        assertThat(faults()).isNotEmpty().anySatisfy(fault -> assertThat(fault).contains(what));
    }
}
