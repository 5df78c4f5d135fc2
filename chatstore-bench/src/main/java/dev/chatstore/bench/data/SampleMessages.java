package dev.chatstore.bench.data;

import dev.chatstore.api.NewMessage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Random messages; those without a given length have 200 characters, the size of a typical chat message. */
public final class SampleMessages {
    private static final int LENGTH = 200;

    private static final List<NewMessage> MESSAGES = ofLength(LENGTH, 256);

    private SampleMessages() {}

    /** Returns messages with texts of the given length, in characters of one byte. */
    public static List<NewMessage> ofLength(int length, int count) {
        Random random = new Random(4711);
        return IntStream.range(0, count)
                .mapToObj(i -> random.ints(length, 0, 32)
                        .collect(
                                StringBuilder::new,
                                (text, c) -> text.append(c < 26 ? (char) ('a' + c) : ' '),
                                StringBuilder::append)
                        .toString())
                .map(NewMessage::user)
                .toList();
    }

    /** Returns a message. */
    public static NewMessage any() {
        return any(MESSAGES);
    }

    /** Returns one of the messages. */
    public static NewMessage any(List<NewMessage> messages) {
        return messages.get(ThreadLocalRandom.current().nextInt(messages.size()));
    }

    /** Returns messages, some of them several times. */
    public static List<NewMessage> some(int count) {
        return IntStream.range(0, count).mapToObj(i -> any()).toList();
    }
}
