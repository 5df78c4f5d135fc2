package dev.chatstore.checks.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code chatstore-bom} names every published module and nothing else. */
class BillOfMaterialsTest {
    private static final Path ROOT = ClassPath.BUILDS.getParent().getParent();
    private static final Pattern MANAGED = Pattern.compile("<dependency>\\s*<groupId>dev\\.chatstore</groupId>\\s*"
            + "<artifactId>(.+)</artifactId>\\s*<version>\\$\\{project\\.version}</version>\\s*</dependency>");

    @Test
    void itNamesThePublishedModules() throws IOException {
        String bom = Files.readString(ROOT.resolve("chatstore-bom/pom.xml"));
        assertThat(MANAGED.matcher(bom).results().map(match -> match.group(1))).containsExactlyElementsOf(published());
        assertThat(bom.split("<dependency>", -1)).hasSize(published().size() + 1);
    }

    private static List<String> published() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.exists(folder.resolve("src/main/java/module-info.java")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
