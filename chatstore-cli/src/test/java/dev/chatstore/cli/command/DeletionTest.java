package dev.chatstore.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Terminals;
import dev.chatstore.cli.store.Confirmation;
import dev.chatstore.cli.store.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DeletionTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)),
            out,
            err,
            new Terminals(true, true, true, 80));

    @Command
    private static final class AnyCommand {
        @Mixin
        private final CommonOptions options;

        AnyCommand(CommonOptions options) {
            this.options = options;
        }
    }

    private ExitCode delete(Predicate<String> exists, Predicate<String> delete, String... arguments)
            throws IOException {
        AnyCommand command = new AnyCommand(new CommonOptions(console, Map.of()));
        new CommandLine(command).parseArgs(arguments);
        Deletion deletion = new Deletion(command.options, new Confirmation(), false, "conversation", exists, delete);
        try {
            return deletion.run(new LinkedHashSet<>(List.of("a", "b", "c", "d")));
        } finally {
            console.flush();
        }
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean failAtC(String id) {
        if (id.equals("c")) {
            throw UnavailableException.notDone("down", true, null);
        }
        return true;
    }

    @Test
    void whatWasDeletedBeforeAnErrorIsPrinted() {
        assertThatThrownBy(() -> delete(id -> true, DeletionTest::failAtC)).isInstanceOf(UnavailableException.class);
        assertThat(printed()).isEqualTo("deleted a\ndeleted b\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("Not deleted: c\nNot deleted: d\n");
    }

    @Test
    void theJsonTellsWhatWasDeletedBeforeAnError() {
        assertThatThrownBy(() -> delete(id -> !id.equals("a"), DeletionTest::failAtC, "--json"))
                .isInstanceOf(UnavailableException.class);
        assertThat(printed())
                .isEqualTo("{\"dryRun\":false,\"deleted\":[\"b\"],\"missing\":[\"a\"],\"failed\":[\"c\",\"d\"]}\n");
    }

    @Test
    void whatCannotBeReadIsDeletedAndWhatAnotherDeletedFirstIsMissing() throws IOException {
        Predicate<String> exists = id -> {
            throw CorruptDataException.ofStorage("broken", null);
        };
        assertThat(delete(exists, id -> id.equals("b"))).isEqualTo(ExitCode.OK);
        assertThat(printed()).isEqualTo("deleted b\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no conversation a.\n");
    }
}
