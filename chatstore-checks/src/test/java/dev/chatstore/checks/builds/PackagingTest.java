package dev.chatstore.checks.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars that are missing, broken or shaded hurt only what needs them. */
class PackagingTest {
    private static final String MODULE = "com.fasterxml.jackson.databind.Module";

    @TempDir
    private Path folder;

    @TempDir
    private Path jar;

    @ParameterizedTest
    @ValueSource(strings = {"memory:", "sqlite:bot.db"})
    void aBackendWorksAlthoughTheLibrariesOfOthersAreMissing(String url) throws Exception {
        ClassPath poor =
                ClassPath.of("plain").without("jedis-").without("postgresql-").without("commons-pool2-");
        assertThat(poor.run(folder, url)).contains(BotProgram.DONE);
    }

    @Test
    void memoryWorksWithoutTheLibrariesOfDatabases() throws Exception {
        ClassPath poor = ClassPath.of("plain")
                .without("HikariCP-")
                .without("jdbi3-core-")
                .without("sqlite-jdbc-")
                .without("chatstore-jdbi");
        assertThat(poor.run(folder, "memory:")).contains(BotProgram.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:", "sqlite:bot.db"})
    void aBackendWorksAlthoughAnotherIsBroken(String url) throws Exception {
        Files.writeString(Files.createDirectories(jar.resolve("broken")).resolve("Garbage.class"), "not a class");
        register(
                "dev.chatstore.api.spi.BackendProvider",
                "broken.Missing\nbroken.Garbage\njava.lang.String\nno name of a class!\n");
        assertThat(ClassPath.of("plain").with(jar).run(folder, url)).contains(BotProgram.DONE);
    }

    @Test
    void aBackendWhoseLibraryIsMissingSaysWhichClass() throws Exception {
        assertThat(ClassPath.of("plain").without("jedis-").run(folder, "redis://127.0.0.1"))
                .contains("url has the scheme redis:, whose module is missing or cannot be loaded")
                .contains("NoClassDefFoundError: redis/clients/jedis/")
                .contains("threads: []");
    }

    @Test
    void aShadedJarKeepsWhatItsOneFileNames() throws Exception {
        ClassPath shaded = ClassPath.of("plain").shaded(jar, "chatstore-sqlite");
        assertThat(shaded.run(folder, "memory:")).contains(BotProgram.DONE);
        assertThat(shaded.run(folder, "sqlite:bot.db")).contains(BotProgram.DONE);
        assertThat(shaded.run(folder, "postgresql://127.0.0.1/db"))
                .contains("url has the scheme postgresql:")
                .contains("if it is in a shaded jar, merge the files of META-INF/services");
    }

    @Test
    void aJacksonModuleThatIsMissingIsNamedByTheFirstSessionStore() throws Exception {
        register(MODULE, "com.example.MissingModule\n");
        assertThat(ClassPath.of("plain").with(jar).run(folder, "sqlite:bot.db"))
                .contains("mapper cannot use the Jackson module")
                .contains("com.example.MissingModule")
                .contains("threads: []");
    }

    @Test
    void aJacksonModuleThatFailsIsNamed() throws Exception {
        register(MODULE, FailingModule.class.getName() + "\n");
        assertThat(ClassPath.of("plain").with(jar).run(folder, "memory:"))
                .contains("mapper cannot use the Jackson module " + FailingModule.class.getName())
                .contains("NoSuchMethodError")
                .contains("threads: []");
    }

    private void register(String service, String names) throws IOException {
        Files.writeString(
                Files.createDirectories(jar.resolve("META-INF/services")).resolve(service), names);
    }
}
