package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateParserTest {
    private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 21);

    @ParameterizedTest
    @CsvSource({
        "on 2026-12-24,            2026-12-24",
        "on 24 December,           2026-12-24",
        "the 24th of December,     2026-12-24",
        "December 24th at 8pm,     2026-12-24",
        "on 3 march,               2027-03-03",
        "today at 7pm,             2026-11-21",
        "tomorrow,                 2026-11-22",
        "Friday would be nice,     2026-11-27",
        "next saturday,            2026-11-28"
    })
    void aNamedDayIsFound(String sentence, LocalDate day) {
        assertThat(DateParser.in(sentence, SATURDAY)).contains(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31 June", "2026-02-30", "a table for two", ""})
    void aDayThatIsNotNamedOrNotThereIsNotFound(String sentence) {
        assertThat(DateParser.in(sentence, SATURDAY)).isEmpty();
    }

    @Test
    void aLeapDayIsOneInALeapYear() {
        assertThat(DateParser.in("29 February", LocalDate.of(2028, 1, 1))).contains(LocalDate.of(2028, 2, 29));
    }
}
