package dev.chatstore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AimTest {
    @Test
    void aTimeIsAtMostAndARateAtLeastTheBound() {
        assertThat(Aim.timeWithin(1.5).isMetBy(1.5)).isTrue();
        assertThat(Aim.timeWithin(1.5).isMetBy(1.51)).isFalse();
        assertThat(Aim.rateAtLeast(3).isMetBy(3)).isTrue();
        assertThat(Aim.rateAtLeast(3).isMetBy(2.99)).isFalse();
        assertThat(Aim.cpuWithin(0.5).isMetBy(0.6)).isFalse();
    }

    @Test
    void aBoundIsGivenInWords() {
        assertThat(Aim.timeWithin(1.35).text()).isEqualTo("within 1.35");
        assertThat(Aim.rateAtLeast(3).text()).isEqualTo("at least 3");
        assertThat(new Aim(Aim.Kind.MILLIS, 850.0).text()).isEqualTo("within 850 ms");
        assertThat(Aim.none(Aim.Kind.RATE).text()).isEmpty();
    }
}
