package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command returns if its output cannot be written, or its terminal is narrow. */
class OutputTest {
    @TempDir
    private Path folder;

    /** Fails as a full disk or a closed pipe does. */
    private static final class FailingOutput extends OutputStream {
        private final String reason;

        FailingOutput(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "list --json, No space left on device, 1, 'chatstore: the output is not complete: No space left on device\n'",
        "export --quiet, No space left on device, 1,"
                + " 'chatstore: the output is not complete: No space left on device\n'",
        "list --json, Broken pipe, 141, ''",
        "export --quiet, Broken pipe, 141, ''",
        "list --help, Broken pipe, 141, ''"
    })
    void anOutputThatCannotBeWrittenIsAnErrorUnlessItsReaderHasGone(
            String command, String reason, int code, String message) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(), new FailingOutput(reason), err, new Terminals(false, false, false, 80));
        int returned = Chatstore.run(console, Map.of("CHATSTORE_URL", Store.in(folder)), command.split(" "));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(message);
        assertThat(returned).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 54, 55, 300})
    void everyWidthOfATerminalWillDo(int width) {
        String url = Store.in(folder);
        assertThat(new Invocation()
                        .onTerminal(width, "")
                        .variable("CHATSTORE_URL", url)
                        .run("list")
                        .code())
                .isZero();
        Invocation.Result help = new Invocation().onTerminal(width, "").run("list", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out().replaceAll("\u001b\\[[\\d;]*m", "").lines())
                .allMatch(
                        line -> line.length() <= Math.max(55, Math.min(100, width)) || line.contains("chatstore list"));
    }
}
