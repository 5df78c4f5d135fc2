package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the runnable jar must have next to the classes. */
class JarIT {
    private static final Pattern LIBRARY = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");

    private static String read(ZipFile jar, String name) throws IOException {
        ZipEntry entry = Objects.requireNonNull(jar.getEntry(name), name);
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theFilesOfServicesAreMerged() throws IOException {
        try (ZipFile jar = new ZipFile(Program.JAR.toFile())) {
            assertThat(read(jar, "META-INF/services/java.sql.Driver").lines())
                    .contains(
                            "org.sqlite.JDBC",
                            "org.postgresql.Driver",
                            "com.mysql.cj.jdbc.Driver",
                            "org.mariadb.jdbc.Driver");
            assertThat(read(jar, "META-INF/services/dev.chatstore.api.spi.BackendProvider")
                            .lines())
                    .hasSize(5);
            assertThat(read(jar, "META-INF/services/dev.chatstore.api.spi.SharedCacheProvider")
                            .lines())
                    .hasSize(1);
        }
    }

    /** Licences ask for their notices next to the code. */
    @Test
    void eachLibraryIsNamedWithItsLicence() throws IOException {
        try (ZipFile jar = new ZipFile(Program.JAR.toFile())) {
            List<String> libraries = LIBRARY.matcher(String.join(
                            "\n", jar.stream().map(ZipEntry::getName).toList()))
                    .results()
                    .map(match -> match.group(1) + ":" + match.group(2))
                    .filter(name -> !name.startsWith("dev.chatstore:"))
                    .toList();
            String notices = read(jar, "META-INF/THIRD-PARTY.md");
            assertThat(libraries)
                    .hasSizeGreaterThan(20)
                    .allSatisfy(library -> assertThat(notices).contains("| " + library + " |"));
            assertThat(read(jar, "META-INF/LICENSE")).contains("Apache License", "PostgreSQL Global Development Group");
            assertThat(read(jar, "META-INF/LICENSE.txt")).contains("QOS.ch");
            assertThat(read(jar, "LICENSE")).contains("Universal FOSS Exception");
        }
    }

    /** In the class loader of the jar, which is what a process of its own would show. */
    @Test
    void everyBackendIsInTheJarWithItsDriver() throws ReflectiveOperationException, IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URL[] jar = {Program.JAR.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            for (String scheme : List.of("postgresql", "mysql", "mariadb", "redis")) {
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                assertThat(run(
                                loader,
                                err,
                                ("list --debug --store " + scheme + "://bob:hunter2@127.0.0.1:1/1"
                                                + " --set database.timeout=0ms --set database.retries=0"
                                                + " --set database.connection-timeout=250ms"
                                                + " --set redis.timeout=0ms --set redis.retries=0")
                                        .split(" ")))
                        .as(err.toString(StandardCharsets.UTF_8))
                        .isEqualTo(8);
                assertThat(err.toString(StandardCharsets.UTF_8))
                        .contains("127.0.0.1:1", "\tat ")
                        .doesNotContain("hunter2", "ServiceConfiguration");
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Object run(ClassLoader loader, OutputStream err, String... arguments)
            throws ReflectiveOperationException {
        Class<?> terminals = loader.loadClass("dev.chatstore.cli.output.Terminals");
        Class<?> console = loader.loadClass("dev.chatstore.cli.output.Console");
        Method run = loader.loadClass("dev.chatstore.cli.Chatstore")
                .getDeclaredMethod("run", console, Map.class, String[].class);
        run.setAccessible(true);
        Object streams = console.getConstructor(InputStream.class, OutputStream.class, OutputStream.class, terminals)
                .newInstance(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        err,
                        terminals
                                .getConstructor(boolean.class, boolean.class, boolean.class, int.class)
                                .newInstance(false, false, false, 80));
        return run.invoke(null, streams, Map.of(), arguments);
    }
}
