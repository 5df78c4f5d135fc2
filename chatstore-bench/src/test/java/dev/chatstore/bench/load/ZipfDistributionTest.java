package dev.chatstore.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipfDistributionTest {
    private static final int DRAWS = 1_000_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.8, 1, 1.1, 2})
    void theProbabilitiesFollowThePowerLawAndAddUpToOne(double exponent) {
        ZipfDistribution zipf = new ZipfDistribution(10_000, exponent);
        double sum = 0;
        for (int rank = 0; rank < 10_000; rank++) {
            assertThat(zipf.probability(rank) * Math.pow(rank + 1.0, exponent))
                    .isCloseTo(zipf.probability(0), within(1e-7));
            sum += zipf.probability(rank);
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    /** With one wrong draw in a hundred, the statistic would be some thousands higher. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 1.1})
    void theDrawsFitTheProbabilities(double exponent) {
        int ranks = 1_000;
        ZipfDistribution zipf = new ZipfDistribution(ranks, exponent);
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn = new int[ranks];
        for (int i = 0; i < DRAWS; i++) {
            drawn[zipf.rank(random.nextDouble())]++;
        }
        double chiSquare = 0;
        for (int rank = 0; rank < ranks; rank++) {
            double expected = DRAWS * zipf.probability(rank);
            chiSquare += (drawn[rank] - expected) * (drawn[rank] - expected) / expected;
        }
        // Six standard deviations around the mean of 999 degrees of freedom.
        assertThat(chiSquare).isBetween(999 - 6 * Math.sqrt(2 * 999), 999 + 6 * Math.sqrt(2 * 999));
    }

    @Test
    void theEndsOfTheUniformDistributionAreTheFirstAndTheLastRank() {
        ZipfDistribution zipf = new ZipfDistribution(10_000, 1.1);
        assertThat(zipf.rank(0)).isZero();
        assertThat(zipf.rank(Math.nextDown(1.0))).isEqualTo(9_999);
        assertThat(zipf.rank(zipf.probability(0))).isOne();
        assertThat(zipf.rank(Math.nextDown(zipf.probability(0)))).isZero();
        assertThat(new ZipfDistribution(1, 1).rank(0.7)).isZero();
    }

    @Test
    void aPopulationIsChosenFromAsOftenAndInTheSameOrderForTheSameSeed() {
        Population population = new Population(Loads.options(7));
        Population same = new Population(Loads.options(7));
        Population other = new Population(Loads.options(8));
        assertThat(population.mostPopular(20)).doesNotHaveDuplicates().isEqualTo(same.mostPopular(20));
        assertThat(other.mostPopular(20)).isNotEqualTo(same.mostPopular(20));
        SplittableRandom random = new SplittableRandom(1);
        int[] chosen = new int[population.size()];
        for (int i = 0; i < 100_000; i++) {
            chosen[population.choose(random)]++;
        }
        assertThat(chosen).doesNotContain(0);
        int most = 0;
        for (int i = 0; i < chosen.length; i++) {
            most = chosen[i] > chosen[most] ? i : most;
        }
        assertThat(population.id(most)).isEqualTo(population.mostPopular(1).get(0));
    }
}
