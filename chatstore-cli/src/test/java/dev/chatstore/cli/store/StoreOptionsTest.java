package dev.chatstore.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.cli.output.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class StoreOptionsTest {
    private static final ConversationId ID = ConversationId.of("kari");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Secrets secrets = new Secrets();

    @Command
    private static final class AnyCommand {
        @Mixin
        private final StoreOptions options;

        AnyCommand(StoreOptions options) {
            this.options = options;
        }
    }

    private StoreOptions parse(String... arguments) {
        AnyCommand command = new AnyCommand(new StoreOptions(environment, secrets));
        new CommandLine(command).parseArgs(arguments);
        return command.options;
    }

    private String config(String... lines) throws IOException {
        return Files.write(folder.resolve("bot.properties"), List.of(lines)).toString();
    }

    /** Returns the largest text that the store accepts, of one to four characters. */
    private static int limit(StoreOptions options) throws IOException {
        try (ChatStorage storage = options.builder(Map.of()).open()) {
            for (int length = 1; length < 5; length++) {
                try {
                    storage.chats().append(ID, NewMessage.user("x".repeat(length)));
                } catch (LimitExceededException e) {
                    return length - 1;
                }
            }
            return 4;
        }
    }

    @Test
    void anOptionTakesPrecedenceOverTheFileAndTheFileOverTheEnvironment() throws IOException {
        environment.put("CHATSTORE_URL", "memory:");
        environment.put("CHATSTORE_LIMITS_MESSAGE_BYTES", "1");
        String config = config("chatstore.limits.message-bytes=2", "other.program=x");
        assertThat(limit(parse())).isEqualTo(1);
        assertThat(limit(parse("--config", config))).isEqualTo(2);
        assertThat(limit(parse("--config", config, "--set", "limits.message-bytes=3")))
                .isEqualTo(3);
    }

    @Test
    void theUrlHasTheSamePrecedence() throws IOException {
        environment.put("CHATSTORE_URL", "environment:");
        String config = config("chatstore.url=file:");
        assertThatThrownBy(parse().builder(Map.of())::open).hasMessageContaining("scheme environment:");
        assertThatThrownBy(parse("-c", config).builder(Map.of())::open).hasMessageContaining("scheme file:");
        assertThatThrownBy(parse("-c", config, "--set", "url=setting:").builder(Map.of())::open)
                .hasMessageContaining("scheme setting:");
        assertThatThrownBy(parse("-c", config, "--set", "url=setting:", "-s", "option:")
                        .builder(Map.of())::open)
                .hasMessageContaining("scheme option:");
    }

    @Test
    void withoutAnyUrlTheErrorNamesTheWaysToGiveOne() {
        assertThatThrownBy(() -> parse().builder(Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--store")
                .hasMessageContaining("chatstore.url")
                .hasMessageContaining("CHATSTORE_URL");
    }

    @Test
    void errorsNameTheSettingAsItWasWritten() throws IOException {
        environment.put("CHATSTORE_SESSIONS_RETRIES", "many");
        assertThatThrownBy(parse("-s", "memory:").builder(Map.of())::open)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("CHATSTORE_SESSIONS_RETRIES");
        environment.clear();
        assertThatThrownBy(parse("-s", "memory:", "-c", config("chatstore.sesions.ttl=1d"))
                        .builder(Map.of())::open)
                .hasMessageStartingWith("chatstore.sesions.ttl");
        assertThatThrownBy(parse("-s", "memory:", "--set", "sesions.ttl=1d").builder(Map.of())::open)
                .hasMessageStartingWith("sesions.ttl");
    }

    @Test
    void aCommandThatOnlyUsesWhatExistsCreatesNothingUnlessASettingSaysSo() throws IOException {
        Path file = folder.resolve("bot.db");
        String url = "sqlite:" + file;
        assertThatThrownBy(parse("-s", url).builder(StoreSettings.EXISTING)::open)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("does not exist");
        assertThat(file).doesNotExist();
        parse("-s", url, "--set", "schema=migrate")
                .builder(StoreSettings.EXISTING)
                .open()
                .close();
        assertThat(file).exists();
        parse("-s", url).builder(StoreSettings.EXISTING).open().close();
    }

    /** The file is the bot's: a command that reads is not to migrate and not to purge because of it. */
    @Test
    void theFileOfABotDoesNotMakeACommandMigrateOrPurge() throws IOException {
        Path file = folder.resolve("bot.db");
        String config =
                config("chatstore.url=sqlite:" + file, "chatstore.schema=migrate", "chatstore.cleaner.interval=1ms");
        environment.put("CHATSTORE_SCHEMA", "migrate");
        assertThatThrownBy(parse("-c", config).builder(StoreSettings.EXISTING)::open)
                .isInstanceOf(UnavailableException.class);
        assertThat(file).doesNotExist();
        try (ChatStorage storage = parse("-c", config).builder(Map.of()).open()) {
            assertThat(storage.chats().find(ID)).isEmpty();
            assertThat(cleaners()).isEmpty();
        }
        parse("-c", config).builder(StoreSettings.EXISTING).open().close();
        ChatStorage purging = parse("-c", config, "--set", "cleaner.interval=1h")
                .builder(StoreSettings.EXISTING)
                .open();
        assertThat(cleaners()).hasSize(1);
        purging.close();
    }

    private static List<String> cleaners() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.contains("cleaner"))
                .toList();
    }

    @Test
    void aSchemaThatIsNotLookedAtStaysSo() throws IOException {
        String config = config("chatstore.url=sqlite:" + folder.resolve("none.db"), "chatstore.schema=none");
        assertThatThrownBy(() -> {
                    try (ChatStorage storage =
                            parse("-c", config).builder(StoreSettings.EXISTING).open()) {
                        storage.chats().find(ID);
                    }
                })
                .hasMessageNotContaining("schema=validate");
    }

    @Test
    void passwordsOfTheSettingsAreKnown() throws IOException {
        environment.put("CHATSTORE_URL", "postgresql://bot:pass1word@db/chat");
        environment.put("CHATSTORE_REDIS_PASSWORD", "pass2word");
        String config = config("chatstore.database.password=pass3word");
        parse("-c", config, "--set", "cache.url=redis://:pass4word@cache", "-s", "mysql://bot:pass5word@db/chat")
                .builder(Map.of());
        assertThat(secrets.hidden("pass1word pass2word pass3word pass4word pass5word"))
                .isEqualTo("*** *** *** *** ***");
    }

    @Test
    void aFileThatIsNoTextIsAnError() throws IOException {
        Path latin = Files.write(folder.resolve("latin.properties"), new byte[] {'a', '=', (byte) 0xE6});
        assertThatThrownBy(() -> parse("-c", latin.toString()).builder(Map.of()))
                .hasMessageContaining("latin.properties is not UTF-8 text");
        assertThatThrownBy(() -> parse("-c", folder.toString()).builder(Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void aFileThatIsMissingOrMalformedIsAnError() throws IOException {
        assertThatThrownBy(() -> parse("-c", folder.resolve("none").toString()).builder(Map.of()))
                .isInstanceOf(NoSuchFileException.class);
        String malformed = config("chatstore.url=\\u12");
        assertThatThrownBy(() -> parse("-c", malformed).builder(Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bot.properties is not a properties file");
    }
}
