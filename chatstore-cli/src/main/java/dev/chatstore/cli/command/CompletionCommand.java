package dev.chatstore.cli.command;

import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.store.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options. */
@Command(
        name = "completion",
        description = "Prints a script by which the shell completes commands and options.",
        footer = {
            "",
            "Examples, for .bashrc and for .zshrc:",
            "  source <(chatstore completion bash)",
            "  source <(chatstore completion zsh)"
        })
public final class CompletionCommand implements Callable<Integer> {
    /** The shells for which there is a script. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return Rendering.label(this);
        }
    }

    private final Console console;

    @Parameters(paramLabel = "SHELL", description = "The shell: ${COMPLETION-CANDIDATES}.")
    private @Nullable Shell shell;

    @Spec
    private @Nullable CommandSpec command;

    /** Creates the command. */
    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (command == null || shell == null) {
            throw new IllegalStateException("the command was not called by its parser");
        }
        // One script for both: in zsh it enables zsh's emulation of bash's completion.
        console.out().print(AutoComplete.bash("chatstore", command.root().commandLine()));
        return ExitCode.OK.number();
    }
}
