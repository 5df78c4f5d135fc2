package dev.chatstore.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LossTest {
    @Test
    void countsWhatIsLostAndWhatIsDoubled() {
        Loss loss = Loss.of(5, Set.of("a", "b", "c", "d"), List.of("first", "a", "b", "b", "b", "c", "e"));
        assertThat(loss).isEqualTo(new Loss(5, 4, 1, 3, 1, 7, 5));
        assertThat(loss.lost()).isEqualTo(1);
    }

    @Test
    void aRangeOfOneNumberIsThatNumber() {
        assertThat(Loss.range(List.of(400, 400))).isEqualTo("400");
        assertThat(Loss.range(List.of(1_140, 81, 97))).isEqualTo("81 to 1,140");
    }
}
