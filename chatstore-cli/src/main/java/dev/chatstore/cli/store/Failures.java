package dev.chatstore.cli.store;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.SafeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints why a command failed, in one line without a stack trace, and returns the code of the failure. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Console console;

    /** Creates it for the errors of one process. */
    public Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
        return report(
                error,
                arguments.asCommandLineList().stream()
                        .anyMatch(each -> each.getParseResult().hasMatchedOption("--debug")));
    }

    /** Prints why a command failed, and returns the code of the failure. */
    public int report(Throwable error, boolean withTrace) {
        if (console.isInterrupted()) {
            // The store was closed under the command, which then failed.
            return ExitCode.INTERRUPTED.number();
        }
        ExitCode code = ExitCode.of(error);
        // An output that was lost is reported at the end.
        if (!isLostOutput(error)) {
            print(console.secrets().hidden(FailureMessages.of(error)));
        }
        if (withTrace) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace, true));
            console.err().print(SafeText.lines(console.secrets().hidden(trace.toString())));
        }
        return code.number();
    }

    private boolean isLostOutput(Throwable error) {
        IOException lost = console.lostOutput();
        return lost != null
                && (lost.equals(error) || (error instanceof UncheckedIOException && lost.equals(error.getCause())));
    }

    /** Returns the code of a command by its own and by what became of its output. */
    public int withOutput(int code) {
        @Nullable IOException lost = console.lostOutput();
        if (lost == null || console.isInterrupted()) {
            return code;
        }
        if (console.hasReaderGone()) {
            return ExitCode.BROKEN_PIPE.number();
        }
        print("the output is not complete: " + FailureMessages.of(lost));
        return ExitCode.FAILURE.number();
    }

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        print(console.secrets().hidden(String.valueOf(error.getMessage()), arguments));
        hint(error, arguments)
                .ifPresent(line -> console.err().println(console.secrets().hidden(line, arguments)));
        console.err().println("See " + name + " --help.");
        return ExitCode.USAGE.number();
    }

    private static Optional<String> hint(ParameterException error, String... arguments) {
        Optional<String> suggestion = error instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().findFirst()
                : Optional.empty();
        if (suggestion.isPresent()) {
            return suggestion.map(name -> "Did you mean " + name + "?");
        }
        CommandSpec command = error.getCommandLine().getCommandSpec();
        if (command.positionalParameters().isEmpty()) {
            return Optional.empty();
        }
        return Arrays.stream(arguments)
                .filter(each -> each.startsWith("-") && !each.equals("--"))
                .filter(each -> !command.optionsMap().containsKey(each.split("=", 2)[0]))
                .findFirst()
                .map(each -> "If it is an id, it goes to the end, after --: " + command.qualifiedName() + " -- "
                        + SafeText.line(each));
    }

    private void print(String message) {
        console.err().println("chatstore: " + SafeText.line(message));
    }
}
