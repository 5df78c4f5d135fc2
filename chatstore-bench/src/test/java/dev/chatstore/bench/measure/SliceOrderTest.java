package dev.chatstore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceOrderTest {
    @Test
    void twoSidesAlternateAsAbba() {
        assertThat(SliceOrder.round(2)).containsExactly(0, 1, 1, 0);
    }

    @Test
    void eachSideIsOnAverageInTheMiddleOfTheRound() {
        for (int sides = 1; sides <= 5; sides++) {
            var order = SliceOrder.round(sides);
            assertThat(order).hasSize(2 * sides);
            for (int side = 0; side < sides; side++) {
                assertThat(order.indexOf(side) + order.lastIndexOf(side)).isEqualTo(2 * sides - 1);
            }
        }
    }
}
