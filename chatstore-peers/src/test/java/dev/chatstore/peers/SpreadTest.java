package dev.chatstore.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOneInOrder() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void aCallTakesLongerIfMoreCallersShareTheRate() {
        Measured alone = new Measured(1, 1_000, 1_000_000_000, 500_000);
        Measured many = new Measured(8, 1_000, 1_000_000_000, 500_000);
        assertThat(alone.perSecond()).isEqualTo(many.perSecond()).isEqualTo(1_000);
        assertThat(alone.microsPerCall()).isEqualTo(1_000);
        assertThat(many.microsPerCall()).isEqualTo(8_000);
        assertThat(many.walPerCall()).isEqualTo(500);
    }
}
