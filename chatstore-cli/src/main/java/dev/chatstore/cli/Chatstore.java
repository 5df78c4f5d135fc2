package dev.chatstore.cli;

import dev.chatstore.cli.command.BackupCommand;
import dev.chatstore.cli.command.CachesCheckCommand;
import dev.chatstore.cli.command.CachesCommand;
import dev.chatstore.cli.command.CachesInvalidateCommand;
import dev.chatstore.cli.command.Choices;
import dev.chatstore.cli.command.CommonOptions;
import dev.chatstore.cli.command.CompletionCommand;
import dev.chatstore.cli.command.CopyCommand;
import dev.chatstore.cli.command.DeleteCommand;
import dev.chatstore.cli.command.DumpCommand;
import dev.chatstore.cli.command.ExportCommand;
import dev.chatstore.cli.command.FindCommand;
import dev.chatstore.cli.command.FollowCommand;
import dev.chatstore.cli.command.HealthCommand;
import dev.chatstore.cli.command.ImportCommand;
import dev.chatstore.cli.command.InspectCommand;
import dev.chatstore.cli.command.ListCommand;
import dev.chatstore.cli.command.RestoreCommand;
import dev.chatstore.cli.command.ResultOptions;
import dev.chatstore.cli.command.RunsCommand;
import dev.chatstore.cli.command.SessionsCommand;
import dev.chatstore.cli.command.ShowCommand;
import dev.chatstore.cli.command.StatsCommand;
import dev.chatstore.cli.command.UndoCommand;
import dev.chatstore.cli.command.VerifyCommand;
import dev.chatstore.cli.life.ArchiveCommand;
import dev.chatstore.cli.life.AuditCommand;
import dev.chatstore.cli.life.AuditExportCommand;
import dev.chatstore.cli.life.AuditListCommand;
import dev.chatstore.cli.life.AuditPruneCommand;
import dev.chatstore.cli.life.AuditVerifyCommand;
import dev.chatstore.cli.life.EraseCommand;
import dev.chatstore.cli.life.ExportPersonCommand;
import dev.chatstore.cli.life.HoldCommand;
import dev.chatstore.cli.life.HoldListCommand;
import dev.chatstore.cli.life.HoldPlaceCommand;
import dev.chatstore.cli.life.HoldReleaseCommand;
import dev.chatstore.cli.life.PseudonymiseCommand;
import dev.chatstore.cli.life.RetentionCommand;
import dev.chatstore.cli.life.UnarchiveCommand;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.store.ExitCode;
import dev.chatstore.cli.store.Failures;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The program. */
@Command(
        name = "chatstore",
        description = "Moves, backs up, shows and deletes the conversations and sessions of a store.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The store is named by --store, by a file of properties (--config) or by the environment",
            "(CHATSTORE_URL), in this order. Each command has examples: chatstore COMMAND --help."
        })
public final class Chatstore {
    private static final int WIDEST_HELP = 100;
    /** The parser of the command line refuses less. */
    private static final int NARROWEST_HELP = 55;

    private static final String DEBUG = "--debug";
    private static final String NOT_TEXT = "\uFFFD";

    private Chatstore() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Before the first logger is created. The default is in simplelogger.properties.
        if (Arrays.asList(arguments).contains(DEBUG)) {
            System.setProperty("org.slf4j.simpleLogger.log.dev.chatstore", "debug");
        }
        Console console = Console.ofProcess(System.getenv());
        System.setErr(console.errOfLibraries());
        System.exit(run(console, System.getenv(), arguments));
    }

    /** Runs a command and returns its exit code. */
    static int run(Console console, Map<String, String> environment, String... arguments) {
        if (Arrays.stream(arguments).anyMatch(argument -> argument.contains(NOT_TEXT))) {
            console.err()
                    .println("chatstore: an argument is not text in the encoding of the locale."
                            + " Use a locale with UTF-8: LC_ALL=C.UTF-8");
            return ExitCode.USAGE.number();
        }
        Failures failures = new Failures(console);
        try {
            int code = commandLine(console, environment, failures).execute(arguments);
            console.flush();
            return failures.withOutput(code);
        } catch (Throwable e) {
            console.flush();
            return failures.report(e, Arrays.asList(arguments).contains(DEBUG));
        }
    }

    /** Returns the program with all of its commands. */
    static CommandLine commandLine(Console console, Map<String, String> environment, Failures failures) {
        CommandLine program = new CommandLine(CommandSpec.forAnnotatedObject(new Chatstore()));
        Supplier<CommonOptions> options = () -> new CommonOptions(console, environment);
        program.addSubcommand(new InspectCommand(new ResultOptions(console)))
                .addSubcommand(new ImportCommand(options.get()))
                .addSubcommand(new RunsCommand(options.get()))
                .addSubcommand(new UndoCommand(options.get()))
                .addSubcommand(new ExportCommand(options.get()))
                .addSubcommand(new DumpCommand(options.get()))
                .addSubcommand(new RestoreCommand(options.get()))
                .addSubcommand(new BackupCommand(options.get()))
                .addSubcommand(new CopyCommand(options.get()))
                .addSubcommand(new FollowCommand(options.get()))
                .addSubcommand(new VerifyCommand(options.get()))
                .addSubcommand(new ListCommand(options.get()))
                .addSubcommand(new ShowCommand(options.get()))
                .addSubcommand(new FindCommand(options.get()))
                .addSubcommand(new SessionsCommand(options.get()))
                .addSubcommand(new DeleteCommand(options.get()))
                .addSubcommand(new RetentionCommand(options.get()))
                .addSubcommand(new ArchiveCommand(options.get()))
                .addSubcommand(new UnarchiveCommand(options.get()))
                .addSubcommand(new CommandLine(new HoldCommand())
                        .addSubcommand(new HoldListCommand(options.get()))
                        .addSubcommand(new HoldPlaceCommand(options.get()))
                        .addSubcommand(new HoldReleaseCommand(options.get())))
                .addSubcommand(new EraseCommand(options.get()))
                .addSubcommand(new ExportPersonCommand(options.get()))
                .addSubcommand(new PseudonymiseCommand(options.get()))
                .addSubcommand(new StatsCommand(options.get()))
                .addSubcommand(new HealthCommand(options.get()))
                .addSubcommand(new CommandLine(new CachesCommand())
                        .addSubcommand(new CachesCheckCommand(options.get()))
                        .addSubcommand(new CachesInvalidateCommand(options.get())))
                .addSubcommand(new CommandLine(new AuditCommand())
                        .addSubcommand(new AuditListCommand(options.get()))
                        .addSubcommand(new AuditVerifyCommand(options.get()))
                        .addSubcommand(new AuditExportCommand(options.get()))
                        .addSubcommand(new AuditPruneCommand(options.get())))
                .addSubcommand(new CompletionCommand(console));
        Choices.register(program);
        program.getCommandSpec().versionProvider(new Version()).addOption(version());
        return everywhere(
                        program,
                        command -> command.getCommandSpec().addOption(help()).addOption(debug()))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setAbbreviatedOptionsAllowed(false)
                // Ids may begin with the character that would make an argument the name of a file of arguments.
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(Math.max(
                        NARROWEST_HELP,
                        Math.min(WIDEST_HELP, console.terminals().width())))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(console.terminals().out() ? Ansi.AUTO : Ansi.OFF));
    }

    private static CommandLine everywhere(CommandLine command, Consumer<CommandLine> change) {
        change.accept(command);
        command.getSubcommands().values().forEach(subcommand -> everywhere(subcommand, change));
        return command;
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build();
    }

    private static OptionSpec debug() {
        return OptionSpec.builder(DEBUG)
                .description("Log more, and show where an error came from.")
                .build();
    }

    private static OptionSpec version() {
        return OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build();
    }

    /** The version of the jar. */
    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Chatstore.class.getPackage().getImplementationVersion();
            return new String[] {
                "chatstore " + (version == null ? "(not from a jar)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}
