package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
}
