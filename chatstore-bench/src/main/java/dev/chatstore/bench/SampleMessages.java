package dev.chatstore.bench;

import dev.chatstore.api.NewMessage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Random messages of 200 characters, the size of a typical chat message. */
final class SampleMessages {
    private static final int LENGTH = 200;

    private static final List<NewMessage> MESSAGES = messages();

    private SampleMessages() {}

    private static List<NewMessage> messages() {
        Random random = new Random(4711);
        return IntStream.range(0, 256)
                .mapToObj(i -> random.ints(LENGTH, 0, 32)
                        .collect(
                                StringBuilder::new,
                                (text, c) -> text.append(c < 26 ? (char) ('a' + c) : ' '),
                                StringBuilder::append)
                        .toString())
                .map(NewMessage::user)
                .toList();
    }

    static NewMessage any() {
        return MESSAGES.get(ThreadLocalRandom.current().nextInt(MESSAGES.size()));
    }

    static List<NewMessage> any(int count) {
        return IntStream.range(0, count).mapToObj(i -> any()).toList();
    }
}
