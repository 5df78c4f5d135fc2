package dev.chatstore.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Profile;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.cli.output.Console;
import dev.chatstore.cli.output.Secrets;
import dev.chatstore.cli.output.Terminals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TargetOptionsTest {
    private static final ConversationId ID = ConversationId.of("kari");

    @TempDir
    private Path folder;

    private final Secrets secrets = new Secrets();
    private final Console console = new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            new Terminals(false, false, false, 80));

    @Command
    private static final class AnyCommand {
        @Mixin
        private final StoreOptions from;

        @Mixin
        private final TargetOptions to = new TargetOptions();

        AnyCommand(StoreOptions from) {
            this.from = from;
        }
    }

    private AnyCommand parse(String... arguments) {
        AnyCommand command = new AnyCommand(new StoreOptions(Map.of("CHATSTORE_URL", "memory:"), secrets));
        new CommandLine(command).parseArgs(arguments);
        return command;
    }

    @Test
    void bothStoresAreOpenedAndClosedTogether() throws IOException {
        Path file = folder.resolve("to.db");
        AnyCommand command = parse("--to", "sqlite:" + file);
        try (OpenStore stores = command.from.openWith(command.to.toCreate(secrets), console, "Again.")) {
            stores.target().chats().open(ID, Profile.EMPTY);
            assertThat(stores.chats().find(ID)).isEmpty();
            assertThat(stores.target().chats().find(ID)).isPresent();
        }
        assertThat(folder.resolve("to.db-wal")).doesNotExist();
    }

    @Test
    void theEnvironmentIsNotThatOfTheOtherStore() {
        assertThatThrownBy(() -> parse().to.toCreate(secrets))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--to URL");
    }

    @Test
    void aStoreThatIsOnlyUsedIsNotCreatedAndPasswordsAreKnown() throws IOException {
        Path config = Files.writeString(
                folder.resolve("to.properties"),
                "chatstore.url=sqlite:" + folder.resolve("none.db") + "\nchatstore.database.password=hunter222\n");
        AnyCommand command = parse("--to-config", config.toString(), "--to-set", "limits.message-bytes=9");
        assertThatThrownBy(() -> command.from.openWith(command.to.toUse(secrets), console, "Again."))
                .isInstanceOf(UnavailableException.class);
        assertThat(folder.resolve("none.db")).doesNotExist();
        assertThat(secrets.hidden("hunter222")).isEqualTo("***");
    }
}
