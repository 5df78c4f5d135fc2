package dev.chatstore.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.core.backend.DistinctRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** No two writes have one token, although two processes may have the same randomness. */
class WriteTokenTest {
    private static final RandomGenerator CONSTANT = () -> 7;

    @Test
    void anythingElseThatIsWrittenGivesAnotherToken() {
        Set<Long> tokens = new HashSet<>();
        tokens.add(WriteToken.ofTexts(CONSTANT));
        tokens.add(WriteToken.ofTexts(CONSTANT, (String) null));
        tokens.add(WriteToken.ofTexts(CONSTANT, ""));
        tokens.add(WriteToken.ofTexts(CONSTANT, "", ""));
        tokens.add(WriteToken.ofTexts(CONSTANT, "ab", "c"));
        tokens.add(WriteToken.ofTexts(CONSTANT, "a", "bc"));
        tokens.add(WriteToken.ofTexts(() -> 8, "a", "bc"));
        assertThat(tokens).hasSize(7);
        assertThat(WriteToken.ofTexts(CONSTANT, "a", "bc")).isIn(tokens);
    }

    @Test
    void equalRandomnessGivesOtherNumbersToEachProcessAndEachDraw() {
        Set<Long> numbers = new HashSet<>();
        for (int process = 0; process < 50; process++) {
            RandomGenerator random = new DistinctRandom(new Random(1));
            for (int draw = 0; draw < 50; draw++) {
                numbers.add(random.nextLong());
            }
        }
        assertThat(numbers).hasSize(2_500);
    }
}
