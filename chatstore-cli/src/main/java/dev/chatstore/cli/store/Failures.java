package dev.chatstore.cli.store;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.SafeText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
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
        if (console.isInterrupted()) {
            // The store was closed under the command, which then failed.
            return ExitCode.INTERRUPTED.number();
        }
        ExitCode code = ExitCode.of(error);
        if (code != ExitCode.BROKEN_PIPE) {
            print(Secrets.hidden(message(error)));
        }
        if (arguments.asCommandLineList().stream()
                .anyMatch(each -> each.getParseResult().hasMatchedOption("--debug"))) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace, true));
            console.err().print(SafeText.lines(Secrets.hidden(trace.toString())));
        }
        return code.number();
    }

    @Override
    public int handleParseException(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        print(Secrets.hidden(String.valueOf(error.getMessage()), arguments));
        if (error instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .ifPresent(suggestion -> console.err().println("Did you mean " + suggestion + "?"));
        }
        console.err().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return ExitCode.USAGE.number();
    }

    private void print(String message) {
        console.err().println("chatstore: " + SafeText.line(message));
    }

    private static String message(Exception error) {
        if (error instanceof UnavailableException unavailable && unavailable.retryable()) {
            return error.getMessage() + " (the same command may succeed later)";
        }
        if (error instanceof NoSuchFileException file) {
            return file.getFile() + " does not exist";
        }
        if (error instanceof AccessDeniedException file) {
            return file.getFile() + " may not be read or written by this user";
        }
        if (error instanceof FileSystemException file) {
            return file.getFile() + " cannot be used: " + file.getReason();
        }
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() + "; --debug shows where" : message;
    }
}
