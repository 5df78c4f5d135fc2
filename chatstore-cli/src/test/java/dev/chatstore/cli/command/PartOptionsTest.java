package dev.chatstore.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.MutuallyExclusiveArgsException;

class PartOptionsTest {
    @Command
    private static final class AnyCommand {
        @Mixin
        private final PartOptions part = new PartOptions();
    }

    private static PartOptions parse(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.part;
    }

    @ParameterizedTest
    @CsvSource({
        "--, , , ",
        "-t acme, acme, , ",
        "-o lucia, default, lucia, ",
        "-t acme --owner lucia, acme, lucia, ",
        "--conversation c1, default, , c1",
        "-t acme --conversation c1, acme, , c1"
    })
    void nothingGivenIsEverything(
            String arguments, @Nullable String tenant, @Nullable String owner, @Nullable String conversation) {
        PartOptions part = parse(arguments.split(" "));
        assertThat(part.tenant()).isEqualTo(tenant);
        assertThat(part.owner()).isEqualTo(owner);
        assertThat(part.conversation()).isEqualTo(conversation);
    }

    @Test
    void anOwnerAndAConversationExcludeEachOther() {
        assertThatThrownBy(() -> parse("-o", "lucia", "--conversation", "c1"))
                .isInstanceOf(MutuallyExclusiveArgsException.class);
    }
}
