package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.examples.quickstart.Options.UsageException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void nothingGivenIsTheDefaults() throws UsageException {
        assertThat(parse()).isEqualTo(new Options("sqlite:quickstart.db", "anna", null, false, false));
    }

    @Test
    void aValueFollowsItsNameOrAnEqualsSign() throws UsageException {
        Options expected = new Options("memory:", "kari", Path.of("old"), true, false);
        assertThat(parse("--store", "memory:", "--user", "kari", "--data", "old", "--stdin"))
                .isEqualTo(expected);
        assertThat(parse("--store=memory:", "--user=kari", "--data=old", "--stdin"))
                .isEqualTo(expected);
    }

    @Test
    void aValueMayHoldAnEqualsSign() throws UsageException {
        assertThat(parse("--store=postgresql://db/bot?ssl=true").store()).isEqualTo("postgresql://db/bot?ssl=true");
    }

    @Test
    void theStoreIsShownWithoutItsPassword() throws UsageException {
        assertThat(parse("--store", "postgresql://bot:secret@db/bot").shownStore())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--colour", "-x", "bot.db", "--shop=1"})
    void anUnknownOptionIsNamed(String argument) {
        assertThatThrownBy(() -> parse(argument))
                .isInstanceOf(UsageException.class)
                .hasMessage("unknown option " + argument.replaceFirst("=.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--store", "--user", "--data", "--user=", "--store= "})
    void aMissingValueIsNamed(String argument) {
        assertThatThrownBy(() -> parse(argument))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("--\\w+ needs a value");
    }

    private static Options parse(String... arguments) throws UsageException {
        return Options.parse(List.of(arguments));
    }
}
