package dev.chatstore.cli.command;

import dev.chatstore.cli.command.CompletionCommand.Shell;
import dev.chatstore.cli.command.ListCommand.ArchivedChoice;
import dev.chatstore.cli.command.ListCommand.ListOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads the choices of the commands' options by the names that the help shows. */
public final class Choices {
    private Choices() {}

    /** Lets a program and its commands read choices so. */
    public static void register(CommandLine program) {
        register(program, ArchivedChoice.class);
        register(program, ConflictOption.Choice.class);
        register(program, ExportFormatChoice.class);
        register(program, StatsCommand.GroupingChoice.class);
        register(program, ListOrder.class);
        register(program, Shell.class);
        register(program, TableOptions.TimeUnitChoice.class);
    }

    private static <E extends Enum<E>> void register(CommandLine program, Class<E> type) {
        program.registerConverter(
                type,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(choice -> choice.toString().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException("must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enum::toString)
                                        .collect(Collectors.joining(", ")))));
    }
}
