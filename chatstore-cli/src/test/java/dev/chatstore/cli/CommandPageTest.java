package dev.chatstore.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Terminals;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code docs/command-line.md} has the exit codes and the help of each command as the code has them. */
class CommandPageTest {
    private static final Path PAGE = Path.of("../docs/command-line.md");
    private static final Path RIGHT = Path.of("target/command-line.md");
    private static final String FROM_CODE = "## Exit codes\n";

    static CommandLine program() {
        Console console = new Console(
                InputStream.nullInputStream(),
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream(),
                new Terminals(false, false, false, 100));
        return Chatstore.commandLine(console, Map.of(), new Failures(console));
    }

    static List<CommandLine> commands() {
        return descendants(program()).toList();
    }

    private static Stream<CommandLine> descendants(CommandLine command) {
        return command.getSubcommands().values().stream()
                .flatMap(subcommand -> Stream.concat(Stream.of(subcommand), descendants(subcommand)));
    }

    @Test
    void itListsExactlyTheCommandsAndExitCodes() throws IOException {
        String page = Files.readString(PAGE);
        String byHand = page.substring(0, Math.max(0, page.indexOf(FROM_CODE)));
        String right = byHand + FROM_CODE + "\n" + exitCodes() + "\n\n" + help();
        Files.writeString(RIGHT, right);
        assertThat(page)
                .as("docs/command-line.md; the right one is in chatstore-cli/" + RIGHT)
                .isEqualTo(right);
    }

    private static String exitCodes() {
        return Arrays.stream(ExitCode.values())
                .map(code -> "| %d | %s |".formatted(code.number(), code.meaning()))
                .collect(joining("\n", "| code | meaning |\n| --- | --- |\n", ""));
    }

    private static String help() {
        return commands().stream()
                .map(command -> "## %s\n\n```\n%s```\n"
                        .formatted(command.getCommandSpec().qualifiedName(), command.getUsageMessage(Ansi.OFF)))
                .collect(joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHasADescriptionAndExamplesThatItsParserAccepts(CommandLine command) {
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        List<String> examples = Arrays.stream(
                        command.getCommandSpec().usageMessage().footer())
                .map(String::strip)
                .filter(line -> line.startsWith("chatstore "))
                .map(line -> line.replaceFirst(" \\|.*", ""))
                .toList();
        assertThat(examples.isEmpty())
                .as("a command that only has others has no examples")
                .isEqualTo(!command.getSubcommands().isEmpty()
                        || command.getCommandName().equals("completion"));
        for (String example : examples) {
            List<String> arguments =
                    Arrays.asList(example.replace("\"two seats\"", "two-seats").split(" ", -1));
            program().parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
        }
    }
}
