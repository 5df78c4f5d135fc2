package dev.chatstore.checks.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.testkit.server.RedisServers;
import dev.chatstore.testkit.server.ServerKind;
import dev.chatstore.testkit.server.TestServers;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program works with the versions of libraries that Spring Boot manages, or says on opening what to set. */
class ManagedVersionsIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "spring-boot-3.5", "spring-boot-4.0", "spring-boot-4.1"})
    void aProgramWorksOnSqlite(String build) throws Exception {
        assertThat(ClassPath.of(build).run(folder, "sqlite:bot.db")).contains(BotProgram.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring-boot-3.5", "spring-boot-4.0", "spring-boot-4.1"})
    void aProgramWorksOnPostgres(String build) throws Exception {
        String url = TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url();
        assertThat(ClassPath.of(build).run(folder, url)).contains(BotProgram.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "spring-boot-4.1"})
    void aProgramWorksWithRedisAsItsCache(String build) throws Exception {
        assertThat(ClassPath.of(build)
                        .run(folder, "sqlite:bot.db", RedisServers.shared().url(), "builds-" + build))
                .contains(BotProgram.DONE);
    }

    @ParameterizedTest
    @CsvSource({"spring-boot-3.5, 6.0.0", "spring-boot-4.0, 7.0.0"})
    void anOldJedisIsReportedWithWhatToSet(String build, String version) throws Exception {
        String url = RedisServers.shared().url();
        String advice = "needs Jedis 7.2.0 or newer and finds " + version
                + ": with Spring Boot set the property jedis.version to 8.0.2";
        ClassPath old = ClassPath.of(build);
        assertThat(old.run(folder, url)).contains(advice).contains("threads: []");
        assertThat(old.run(folder, "sqlite:bot.db", url, "builds-" + build))
                .contains(advice)
                .contains("threads: []");
    }

    /** In a web container the driver manager does not see the driver of an application. */
    @Test
    void aProgramInAClassLoaderOfItsOwnOpensPostgres() throws Exception {
        String[] urls = {
            TestServers.shared(ServerKind.POSTGRES_18).newDatabase().url()
        };
        Class<?> program = ClassPath.of("plain").inClassLoader();
        try (URLClassLoader loader = (URLClassLoader) program.getClassLoader()) {
            assertThat(loader).isNotSameAs(BotProgram.class.getClassLoader());
            assertThat(program.getMethod("run", String[].class).invoke(null, (Object) urls))
                    .asString()
                    .contains(BotProgram.DONE);
        }
    }

    /** Jedis and the driver of SQLite bring 1.7, with which no message reaches a log. */
    @Test
    void aProgramWithoutManagedVersionsGetsACurrentSlf4j() throws Exception {
        assertThat(ClassPath.of("plain").jar("slf4j-api-")).startsWith("slf4j-api-2.");
    }
}
