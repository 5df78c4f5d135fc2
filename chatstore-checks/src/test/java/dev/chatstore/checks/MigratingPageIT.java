package dev.chatstore.checks;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.contents.ContentQuery;
import dev.chatstore.cli.Chatstore;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestDatabase;
import dev.chatstore.testkit.server.TestServers;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/migrating.md} run one after the other as they stand, and so does its code. */
class MigratingPageIT {
    private static final String PAGE = Project.read(Project.ROOT.resolve("docs/migrating.md"));
    private static final Path SAMPLES = Project.ROOT.resolve("examples/data");
    private static final Pattern RUN = Pattern.compile("(?m)^run (\\w+) ");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static final String[] AGENTS = {
        "CREATE TABLE agent_sessions (session_id VARCHAR(50), created_at TIMESTAMP, updated_at TIMESTAMP)",
        "CREATE TABLE agent_messages (id INTEGER, session_id VARCHAR(50), message_data TEXT, created_at TIMESTAMP)",
        "INSERT INTO agent_sessions VALUES ('s', '2026-03-01 10:00:00', '2026-03-01 10:00:00')",
        "INSERT INTO agent_messages VALUES (1, 's', '{\"role\": \"user\", \"content\": \"Hei\"}', '2026-03-01 10:00:00')"
    };

    @TempDir
    private Path folder;

    private final TestDatabase target =
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
    private final TestDatabase app = TestServers.shared(ServerKind.POSTGRES_18).newDatabase();
    private String run = "";

    @BeforeEach
    void prepare() throws IOException, SQLException {
        for (Path sample : Project.descendants(SAMPLES).toList()) {
            Path copy = folder.resolve("examples/data").resolve(SAMPLES.relativize(sample));
            Files.createDirectories(copy.getParent());
            Files.copy(sample, copy);
        }
        // The page backs up a store that exists.
        ChatStorage.open("sqlite:" + folder.resolve("bot.db")).close();
        execute(
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("support.db")),
                "CREATE TABLE ticket_lines (line_id INTEGER, ticket TEXT, who TEXT, body TEXT, said_at TEXT)",
                "INSERT INTO ticket_lines VALUES (1, 'T-1', 'kari', 'It does not open', '2026-03-01 10:00:00'),"
                        + " (2, 'T-1', 'agent', 'Try the other key', '2026-03-01 10:05:00')");
        execute(DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("agents.db")), AGENTS);
        execute(app.connect(), AGENTS);
        for (String file : blocks("properties")) {
            String name = file.substring("# ".length(), file.indexOf('\n'));
            Files.writeString(
                    folder.resolve(name),
                    file.replace("postgresql://bot@db/chat", target.url())
                            .replace("user=reader", "user=" + app.user())
                            .replace("password=...", "password=" + app.password()));
        }
    }

    private static void execute(Connection database, String... statements) throws SQLException {
        try (database;
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    @Test
    void itsCommandsDoWhatItSays() throws IOException, InterruptedException {
        List<String> commands = blocks("sh").stream()
                .flatMap(block -> block.replaceAll("\\\\\n *", "").lines())
                .toList();
        assertThat(commands).hasSizeGreaterThan(20);
        for (String command : commands) {
            if (command.startsWith("mkdir ")) {
                Files.createDirectories(folder.resolve(command.substring(command.lastIndexOf(' ') + 1)));
                continue;
            }
            assertThat(command).startsWith("chatstore ");
            Matcher id = RUN.matcher(chatstore(command));
            if (id.find() && run.isEmpty()) {
                run = id.group(1);
            }
        }
        // The customers' import was undone, and the rest has gone to the other store and back.
        try (ChatStorage storage = ChatStorage.open("sqlite:" + folder.resolve("restored.db"))) {
            assertThat(storage.contents()
                            .count(ContentQuery.ofTenant("default"))
                            .conversations())
                    .isEqualTo(21);
        }
    }

    private String chatstore(String line) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                Chatstore.class.getName()));
        WORD.matcher(line)
                .results()
                .skip(1)
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .map(word -> word.equals("RUN") ? run : word)
                .map(word -> word.equals("jdbc:postgresql://db/app") ? app.jdbcUrl() : word)
                .forEach(command::add);
        return line.startsWith("chatstore follow ") ? interrupted(line, command) : finished(line, command);
    }

    /** Lets a command follow until it is up to date, and ends it. */
    private String interrupted(String line, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            List<String> printed = lines.lines()
                    .takeWhile(each -> !each.startsWith("behind by 0"))
                    .toList();
            // Process.destroy would close the stream that is read.
            process.toHandle().destroy();
            List<String> rest = lines.lines().toList();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(rest).as(line + "\n" + printed).last().asString().contains("The same command goes on.");
        }
        return "";
    }

    @Test
    void itsCodeRunsAsItStands() throws IOException, InterruptedException {
        List<String> blocks = blocks("java");
        assertThat(blocks).hasSize(4);
        String methods = IntStream.range(0, blocks.size())
                .mapToObj(i -> "static void step" + i
                        + "(ChatStorage storage, Connection connection) throws Exception {\n" + blocks.get(i) + "\n}\n")
                .collect(joining());
        String calls = IntStream.range(0, blocks.size())
                .mapToObj(i -> "step" + i + "(storage, connection);")
                .collect(joining("\n"));
        Path source = Files.writeString(folder.resolve("Migration.java"), """
                import dev.chatstore.*;
                import dev.chatstore.api.*;
                import dev.chatstore.core.dump.*;
                import dev.chatstore.core.transfer.*;
                import java.nio.file.*;
                import java.sql.*;
                import java.time.*;
                class Migration {
                    public static void main(String[] arguments) throws Exception {
                        try (ChatStorage storage = ChatStorage.open("sqlite:bot.db");
                                Connection connection = DriverManager.getConnection("jdbc:sqlite:agents.db")) {
                            %s
                        }
                    }
                    %s
                }
                """.formatted(calls, methods));
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, errors, errors, "-proc:none", "-cp", classPath(), source.toString());
        assertThat(compiled).as(errors.toString(StandardCharsets.UTF_8)).isZero();

        String printed =
                finished("the code", List.of(java(), "-cp", folder + File.pathSeparator + classPath(), "Migration"));

        assertThat(printed)
                .contains("2 messages added", "1 message added", "equal=2", "equal=1", "would add 9 conversations");
    }

    private String finished(String what, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(what + "\n" + printed).isZero();
        return printed;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static List<String> blocks(String language) {
        return Pattern.compile("(?m)^( *)```" + language + "\n([^`]*)^ *```$")
                .matcher(PAGE)
                .results()
                .map(block -> block.group(2).stripTrailing().stripIndent())
                .toList();
    }
}
