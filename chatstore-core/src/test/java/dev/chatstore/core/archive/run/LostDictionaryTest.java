package dev.chatstore.core.archive.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.core.archive.dictionary.DictionaryCompression;
import dev.chatstore.core.archive.dictionary.DictionaryTraining;
import dev.chatstore.testkit.MutableClock;
import dev.chatstore.testkit.segment.HeapPlace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store that is put back to an older state under a running process, and so has lost the dictionary that this one knows. */
final class LostDictionaryTest {
    private static final ConversationId KARI = ConversationId.of("acme", "kari");

    private final MutableClock clock = MutableClock.at(Archives.START);
    private final HeapPlace place = new HeapPlace(clock);
    private final ChatStorage storage = Archives.with(clock, place).open();

    @AfterEach
    void close() {
        storage.close();
    }

    private static byte[] dictionary() {
        Random random = new Random(1);
        DictionaryTraining training = new DictionaryTraining();
        for (int person = 0; person < 100; person++) {
            StringBuilder said = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                said.append(random.nextInt(1_000_000))
                        .append(
                                " Which of our restaurants would you like to reserve a table in, and for how many people?\n");
            }
            training.add("person " + person, said.toString().getBytes(StandardCharsets.UTF_8));
        }
        return Objects.requireNonNull(training.train(6));
    }

    private long dictionaryOfContent() {
        byte[] content = Objects.requireNonNull(place.read(place.ids().get(0)));
        return Zstd.getDictIdFromFrame(Arrays.copyOfRange(content, 1, content.length));
    }

    @Test
    void isNotUsedByTheNextRun() {
        DictionaryCompression compression =
                (DictionaryCompression) Archives.segments(storage).compression();
        byte[] dictionary = dictionary();
        compression.use(dictionary);
        Archives.append(storage, KARI, 6);

        Archive.of(storage).archive(KARI);

        assertThat(dictionaryOfContent()).isZero();
        Archive.of(storage).unarchive(KARI);
        compression.dictionaries().add(dictionary);
        Archive.of(storage).archive(KARI);
        assertThat(dictionaryOfContent())
                .isEqualTo(Zstd.getDictIdFromDict(dictionary))
                .isNotZero();
    }
}
