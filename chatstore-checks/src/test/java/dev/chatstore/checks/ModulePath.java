package dev.chatstore.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The published modules and their dependencies as named modules. */
final class ModulePath {
    private static final List<Path> ENTRIES = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(entry -> Files.exists(entry) && !entry.endsWith("test-classes"))
            .toList();
    private static final ModuleFinder FINDER = ModuleFinder.of(ENTRIES.toArray(Path[]::new));
    private static final Path SOURCES = Project.ROOT.resolve("chatstore-checks/src/test/modules/bot");

    private ModulePath() {}

    /** Returns a module by its name. */
    static ModuleReference find(String name) {
        return FINDER.find(name).orElseThrow(() -> new AssertionError("module " + name + " is missing"));
    }

    /** Returns the descriptor of a published module by the last part of its name, such as {@code api}. */
    static ModuleDescriptor descriptor(String module) {
        return find("dev.chatstore." + module).descriptor();
    }

    /** Compiles the program in {@code src/test/modules} into a folder, runs it with arguments, and returns its output. */
    static String run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        compile(folder);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=org.xerial.sqlitejdbc",
                "--module-path",
                path(folder),
                "--module",
                "bot/bot.Bot"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private static void compile(Path folder) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "-Xlint:all",
                        "-Werror",
                        "--class-path",
                        folder.toString(),
                        "--module-path",
                        path(folder),
                        "-d",
                        folder.toString(),
                        SOURCES.resolve("module-info.java").toString(),
                        SOURCES.resolve("bot/Bot.java").toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static String path(Path folder) {
        List<String> path = new ArrayList<>(List.of(folder.toString()));
        ENTRIES.forEach(entry -> path.add(entry.toString()));
        return String.join(File.pathSeparator, path);
    }
}
