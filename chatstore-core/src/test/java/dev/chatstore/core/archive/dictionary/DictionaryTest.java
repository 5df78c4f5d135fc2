package dev.chatstore.core.archive.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.SessionBackend;
import dev.chatstore.api.spi.Settings;
import dev.chatstore.core.memory.MemoryBackendProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DictionaryTest {
    private static final int LEVEL = 12;
    private static final String SECRET = "zanzibar orchid basement seventeen velvet accordion";

    private final SessionBackend sessions = sessions();

    private static SessionBackend sessions() {
        return new MemoryBackendProvider()
                .open(new BackendContext(
                        ConnectionUrl.parse("memory:"), new Settings(Map.of()), InstantSource.system(), new Random(1)))
                .sessions();
    }

    /** Returns a sample of a person: what a bot says to all, with words that few people have in between. */
    private static String sample(int person, Random random) {
        String[] phrases = {
            "Which of our restaurants would you like to reserve a table in, and for how many people?",
            "I have found a table for you by the window. Shall I take it, or look for another one?",
            "Your reservation is confirmed. Please tell us at least two hours before if you cannot come.",
            "{\"message\":{\"role\":\"assistant\",\"text\":\"Thank you. May I have your name and your number, please?\"}}"
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("w")
                    .append(person)
                    .append("x")
                    .append(random.nextInt(1_000_000))
                    .append(' ');
            text.append(phrases[random.nextInt(phrases.length)]).append('\n');
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] trained(int people, int withSecret) {
        Random random = new Random(people);
        DictionaryTraining training = new DictionaryTraining();
        for (int person = 0; person < people; person++) {
            String secret = person < withSecret ? SECRET : "";
            for (int i = 0; i < 3; i++) {
                training.add("person " + person, bytes(sample(person, random) + secret));
            }
        }
        return training.train(LEVEL);
    }

    @Test
    void whatFewerThanTenPeopleSayIsNotInADictionary() {
        byte[] dictionary = trained(100, 9);
        assertThat(dictionary).isNotNull();
        String text = new String(dictionary, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("reservation").doesNotContain("zanzibar").doesNotContain("accordion");
        for (int person = 0; person < 100; person++) {
            assertThat(text).doesNotContain("w" + person + "x");
        }
    }

    @Test
    void aPhraseIsSharedFromTheTenthPersonOnHoweverOftenOneSaysIt() {
        SharedPhrases phrases = new SharedPhrases(10);
        for (int person = 0; person < 9; person++) {
            phrases.nextPerson();
            phrases.count(SECRET);
            phrases.count(SECRET);
        }
        assertThat(phrases.shared(SECRET)).isEmpty();
        phrases.nextPerson();
        phrases.count("before " + SECRET + " after");
        assertThat(phrases.shared(SECRET)).isEqualTo(SECRET);
        assertThat(phrases.shared("my " + SECRET + " is 4711")).isEqualTo(SECRET);
        assertThat(phrases.shared("zanzibar accordion velvet seventeen")).isEmpty();
    }

    @Test
    void fewPeopleOrLittleTextHaveNoDictionary() {
        assertThat(trained(19, 0)).isNull();
        assertThat(trained(20, 0)).isNotNull();
        DictionaryTraining small = new DictionaryTraining();
        for (int person = 0; person < 40; person++) {
            small.add("person " + person, bytes("hello"));
        }
        assertThat(small.train(LEVEL)).isNull();
    }

    @Test
    void whatHasNothingInCommonHasNoDictionary() {
        Random random = new Random(5);
        DictionaryTraining training = new DictionaryTraining();
        for (int person = 0; person < 60; person++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                text.append(Long.toString(random.nextLong() >>> 1, 36)).append(' ');
            }
            training.add("person " + person, bytes(text.toString()));
        }
        assertThat(training.train(LEVEL)).isNull();
    }

    @Test
    void contentsWithAndWithoutADictionaryAreReadByAnotherProcess() throws IOException {
        byte[] dictionary = trained(100, 0);
        Dictionaries dictionaries = new Dictionaries(sessions);
        assertThat(dictionaries.first()).isNull();
        dictionaries.add(dictionary);
        dictionaries.add(dictionary);
        assertThat(dictionaries.first()).isEqualTo(dictionary);
        DictionaryCompression writer = new DictionaryCompression(LEVEL, dictionaries);
        byte[] text = bytes(sample(1_000, new Random(7)));
        byte[] plain = writer.compress(text, text.length);
        writer.use(dictionary);
        byte[] small = writer.compress(text, text.length);
        assertThat(small.length).isLessThan(plain.length * 9 / 10);
        assertThat(Zstd.getDictIdFromFrame(small)).isEqualTo(Zstd.getDictIdFromDict(dictionary));

        DictionaryCompression reader = new DictionaryCompression(1, new Dictionaries(sessions));
        assertThat(reader.decompress(plain, 0, text.length)).isEqualTo(text);
        assertThat(reader.decompress(small, 0, text.length)).isEqualTo(text);
        assertThatThrownBy(() -> reader.decompress(small, 0, text.length - 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reader.decompress(small, 0, text.length + 1)).isInstanceOf(IOException.class);
    }

    @Test
    void aContentWhoseDictionaryIsMissingIsAnErrorThatNamesIt() {
        byte[] dictionary = trained(100, 0);
        DictionaryCompression writer = new DictionaryCompression(LEVEL, new Dictionaries(sessions));
        writer.use(dictionary);
        byte[] text = bytes(sample(1_000, new Random(7)));
        byte[] content = writer.compress(text, text.length);
        assertThatThrownBy(() ->
                        new DictionaryCompression(1, new Dictionaries(sessions())).decompress(content, 0, text.length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("needs dictionary " + Zstd.getDictIdFromDict(dictionary));
    }
}
