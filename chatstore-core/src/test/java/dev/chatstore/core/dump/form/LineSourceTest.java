package dev.chatstore.core.dump.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.core.dump.DumpLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineSourceTest {
    private static final int MAX = 100_000;

    private static LineSource of(String text) throws IOException {
        return new LineSource(new ByteArrayInputStream(DumpLines.compressed(text)), MAX);
    }

    @Test
    void aLineUpToTheMaximumIsRead() throws Exception {
        String value = "x".repeat(MAX - "{\"text\":\"\"}".length());
        try (LineSource lines = of("{\"text\":\"" + value + "\"}\n{}\n")) {
            assertThat(lines.next())
                    .isNotNull()
                    .extracting(fields -> text(fields))
                    .isEqualTo(value);
            assertThat(lines.length()).isEqualTo(MAX);
            assertThat(lines.next()).isNotNull();
            assertThat(lines.offset()).isEqualTo(MAX + 1);
            assertThat(lines.next()).isNull();
        }
    }

    private static String text(LineFields fields) {
        try {
            return fields.text("text");
        } catch (MalformedLineException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLongerLineIsRefusedBeforeItIsHeld() throws Exception {
        try (LineSource lines = of("{}\n" + "0".repeat(MAX + 1))) {
            assertThat(lines.next()).isNotNull();
            assertThatThrownBy(lines::next)
                    .isInstanceOf(MalformedLineException.class)
                    .hasMessageContaining("has more than " + MAX + " bytes");
        }
    }

    @Test
    void aLineOfMoreValuesThanTheHeapHoldsIsRefused() {
        byte[] line = ("{\"a\":[" + "[],".repeat(20_000_000) + "0]}").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> LineSource.parse(line, line.length))
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining("has too many values");
    }
}
