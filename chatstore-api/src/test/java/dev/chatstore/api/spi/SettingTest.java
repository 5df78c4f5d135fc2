package dev.chatstore.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.InvalidInputException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    private static final Setting<Integer> COUNT = Setting.count("a.count", 5, 0, 1_000, "How many.");
    private static final Setting<Long> BYTES = Setting.bytes("a.bytes", "1KiB", "1B", "8589934591GiB", "How large.");
    private static final Setting<Duration> TIME = Setting.duration("a.time", "1s", "0ms", "2d", "How long.");
    private static final Setting<Optional<Duration>> MAYBE = Setting.optional(TIME);
    private static final Setting<Mode> MODE = Setting.choice("a.mode", Mode.class, Mode.READ_WRITE, "How.");

    private enum Mode {
        READ_WRITE,
        READ_ONLY
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "1000, 1000", "' 12 ', 12", "007, 7"})
    void aCountIsDigits(String text, int count) {
        assertThat(COUNT.parse(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1001", "1,000", "1e2", "0x10", "4294967301", "99999999999999999999"})
    void whatIsNoCountInTheRangeIsRefused(String text) {
        assertThatThrownBy(() -> COUNT.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a.count must be from 0 to 1,000");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2B, 2", "3KiB, 3072", "4 mib, 4194304", "1GIB, 1073741824"})
    void bytesHaveUnitsOf1024(String text, long bytes) {
        assertThat(BYTES.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "64MB", "1KB", "1k", "KiB", "-1KiB", "1.5KiB", "99999999999GiB"})
    void whatAreNoBytesInTheRangeIsRefusedWithTheUnits(String text) {
        assertThatThrownBy(() -> BYTES.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a.bytes must be from 1B to 8589934591GiB, as a number and a unit: B, KiB, MiB or GiB");
    }

    @ParameterizedTest
    @CsvSource({"0ms, PT0S", "250ms, PT0.25S", "3s, PT3S", "4m, PT4M", "5h, PT5H", "2d, PT48H"})
    void aLengthOfTimeHasAUnit(String text, Duration time) {
        assertThat(TIME.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "30", "3d", "1w", "PT1S", "-1s", "none"})
    void whatIsNoLengthOfTimeInTheRangeIsRefusedWithTheUnits(String text) {
        assertThatThrownBy(() -> TIME.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a.time must be from 0ms to 2d, as a number and a unit: ms, s, m, h or d");
    }

    @Test
    void anOptionalSettingMayBeNone() {
        assertThat(MAYBE.parse("none")).isEmpty();
        assertThat(MAYBE.parse("1s")).contains(Duration.ofSeconds(1));
        assertThat(MAYBE.range()).isEqualTo("none, or 0ms to 2d");
        assertThatThrownBy(() -> MAYBE.parse("30"))
                .hasMessage("a.time must be none, or from 0ms to 2d, as a number and a unit: ms, s, m, h or d");
    }

    @Test
    void aChoiceIsOneOfItsNames() {
        assertThat(MODE.parse("read-only")).isEqualTo(Mode.READ_ONLY);
        assertThat(MODE.range()).isEqualTo("read-write, read-only");
        assertThatThrownBy(() -> MODE.parse("READ_ONLY"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a.mode must be one of read-write, read-only (its length is 9)");
    }

    @Test
    void aSettingReadsTheSameUnderEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(BYTES.parse("1MIB")).isEqualTo(1 << 20);
            assertThat(MODE.range()).isEqualTo("read-write, read-only");
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Setting.count("k", 1, 0, 1_000, "How many.").range()).isEqualTo("0 to 1,000");
        } finally {
            Locale.setDefault(before);
        }
    }
}
