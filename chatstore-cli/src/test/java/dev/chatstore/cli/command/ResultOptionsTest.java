package dev.chatstore.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ResultOptionsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Command
    private static final class AnyCommand {
        @Mixin
        private final ResultOptions options;

        AnyCommand(ResultOptions options) {
            this.options = options;
        }
    }

    private ResultOptions parse(String... arguments) {
        Console console = new Console(InputStream.nullInputStream(), out, err, new Terminals(false, false, false, 80));
        AnyCommand command = new AnyCommand(new ResultOptions(console));
        new CommandLine(command).parseArgs(arguments);
        return command.options;
    }

    private String printed(ByteArrayOutputStream stream, ResultOptions options) {
        options.console().flush();
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aReportOfTheLibraryIsPrintedSafely() throws IOException {
        ResultOptions text = parse();
        text.printReport("run 1\n  skipped: \u001b[2J", "{}", Map.of());
        assertThat(printed(out, text)).isEqualTo("run 1\n  skipped: \\u001b[2J\n");
        out.reset();
        ResultOptions json = parse("--json");
        json.printReport("", "{\"z\":1.10,\"a\":[\"\u202e\"]}", Map.of("more", 1));
        assertThat(printed(out, json)).isEqualTo("{\"z\":1.10,\"a\":[\"\\u202e\"],\"more\":1}\n");
    }

    @Test
    void aResultIsLinesOrAnObject() {
        ResultOptions text = parse();
        text.printResult("two\nlines", "lines", 2);
        assertThat(printed(out, text)).isEqualTo("two\nlines\n");
        out.reset();
        ResultOptions json = parse("--json");
        json.printResult("two\nlines", "lines", 2);
        assertThat(printed(out, json)).isEqualTo("{\"lines\":2}\n");
    }

    @Test
    void onlyTheFirstOfManyAreNoted() {
        List<String> many = IntStream.range(0, 25).mapToObj(i -> "f:" + i).toList();
        ResultOptions text = parse();
        text.noteFirst("Skipped", many, 3_000);
        assertThat(printed(err, text).lines())
                .hasSize(21)
                .startsWith("Skipped: f:0")
                .endsWith("... and 2980 more; --json lists up to 1000");
        err.reset();
        parse("--json").noteFirst("Skipped", many, 3_000);
        assertThat(err.size()).isZero();
    }
}
