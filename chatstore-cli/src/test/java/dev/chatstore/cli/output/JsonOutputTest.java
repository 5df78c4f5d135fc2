package dev.chatstore.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
    private static String print(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonOutput.print(bytes, value);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void keysKeepTheirOrder() {
        assertThat(print(JsonOutput.object("z", 1, "a", null, "m", true, "at", Instant.EPOCH)))
                .isEqualTo("{\"z\":1,\"a\":null,\"m\":true,\"at\":\"1970-01-01T00:00:00Z\"}\n");
    }

    @Test
    void valuesOfMetadataKeepTheirKindAndTheirDigits() {
        assertThat(print(List.of(
                        Map.of("k", List.of("x")),
                        1.5,
                        Long.MAX_VALUE,
                        new BigInteger("1".repeat(30)),
                        new BigDecimal("0.10"))))
                .isEqualTo("[{\"k\":[\"x\"]},1.5,9223372036854775807," + "1".repeat(30) + ",0.10]\n");
    }

    @Test
    void whatATerminalWouldObeyIsEscapedAndReadBackTheSame() throws IOException {
        String text = "a\u001b[2J\u009b\u007f\u202e\n\"\\ 予約 👩‍🚀";
        String printed = print(text);
        assertThat(printed.strip().codePoints())
                .noneMatch(c -> Character.getType(c) == Character.CONTROL)
                .doesNotContain(0x202E);
        assertThat(printed).contains("予約", "👩‍🚀", "\\u202e", "\\u009b");
        assertThat(new ObjectMapper().readValue(printed, String.class)).isEqualTo(text);
    }

    @Test
    void formatCharactersAboveTheBasicPlaneAreEscapedInValuesAndNames() throws IOException {
        String tags = new StringBuilder("予約")
                .appendCodePoint(0xE0041)
                .appendCodePoint(0x1D173)
                .toString();
        String printed = print(List.of(JsonOutput.object(tags, tags, "k", "👩‍🚀")));
        assertThat(printed.codePoints()).doesNotContain(0xE0041, 0x1D173);
        assertThat(printed)
                .containsIgnoringCase("\\udb40\\udc41")
                .containsIgnoringCase("\\ud834\\udd73")
                .contains("👩‍🚀");
        assertThat(new ObjectMapper().readTree(printed).get(0).get(tags).asText())
                .isEqualTo(tags);
    }
}
