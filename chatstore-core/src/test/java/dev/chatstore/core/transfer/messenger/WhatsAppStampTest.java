package dev.chatstore.core.transfer.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which phones and languages write the beginning of a line. */
final class WhatsAppStampTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "31/12/19, 23:05 - A: x | 2019-12-31T23:05:00",
                "31/12/2019, 11:05 p. m. - A: x | 2019-12-31T23:05:00",
                "31/12/2019, 12:05 a. m. - A: x | 2019-12-31T00:05:00",
                "31/12/2019, 00:05 a. m. - A: x | 2019-12-31T00:05:00",
                "31/12/19, 11:05 PM - A: x | 2019-12-31T23:05:00",
                "31/12/19, 11:05\u202Fpm - A: x | 2019-12-31T23:05:00",
                "31/12/19, 12:05 PM - A: x | 2019-12-31T12:05:00",
                "[31/12/19, 23:05:09] A: x | 2019-12-31T23:05:09",
                "\u200E[31/12/19, 11:05:09\u202FPM] A: x | 2019-12-31T23:05:09",
                "[31.12.19, 23:05:09] A: x | 2019-12-31T23:05:09",
                "31.12.2019 klo 23.05.09 - A: x | 2019-12-31T23:05:09",
                "[31.12.2019 klo 23.05.09] A: x | 2019-12-31T23:05:09",
                "2019/12/31, 23:05 - A: x | 2019-12-31T23:05:00",
                "[2019-12-31, 23:05] A: x | 2019-12-31T23:05:00",
                "31-12-2019 23:05 - A: x | 2019-12-31T23:05:00"
            })
    void aLineBeginsWithATime(String line, LocalDateTime time) {
        WhatsAppStamp stamp = Objects.requireNonNull(WhatsAppStamp.of(line));

        assertThat(stamp.time(true)).isEqualTo(time);
        assertThat(stamp.rest()).isEqualTo("A: x");
        assertThat(stamp.sender()).isEqualTo("A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "",
                "1/2 of it",
                "[31/12/19, 23:05:09 A: x",
                "31/12/19, 23:05] A: x",
                " 31/12/19, 23:05 - A: x",
                "31/12/19 A: x",
                "2019-12-31T23:05:00Z A: x"
            })
    void anotherLineContinuesTheMessageBeforeIt(String line) {
        assertThat(WhatsAppStamp.of(line)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"13/1/19,true", "1/13/19,false", "1.2.19,true", "2019/1/2,false", "1/2/19,"})
    void aDateTellsItsOrderWhereItCan(String date, Boolean dayFirst) {
        assertThat(Objects.requireNonNull(WhatsAppStamp.of(date + ", 10:00 - A: x"))
                        .isDayFirst())
                .isEqualTo(dayFirst);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/13/19, 10:00 - A: x", "31/12/19, 25:00 - A: x", "0/1/19, 10:00 - A: x"})
    void aDayThatDoesNotExistIsNone(String line) {
        assertThat(Objects.requireNonNull(WhatsAppStamp.of(line)).time(true)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'A: b: c',A", "'A:',A", "A joined,", "'A:b',"})
    void aSenderStandsBeforeTheFirstColon(String rest, String sender) {
        assertThat(Objects.requireNonNull(WhatsAppStamp.of("1/2/19, 10:00 - " + rest))
                        .sender())
                .isEqualTo(sender);
    }
}
