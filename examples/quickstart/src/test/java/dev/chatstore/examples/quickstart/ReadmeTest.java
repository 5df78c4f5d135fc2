package dev.chatstore.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path ROOT = root();
    private static final String PROGRAM = "TravelBot";
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    @Timeout(60)
    void itsCodeCompilesAsItStandsAndKeepsWhatWasSaid(@TempDir Path folder) throws IOException, InterruptedException {
        compile(folder);
        assertThat(run(folder)).isEqualTo("""
                1 USER: Two seats to Oslo, please
                2 ASSISTANT: Gladly. When?
                """);
        assertThat(run(folder)).hasLineCount(4).endsWith("4 ASSISTANT: Gladly. When?\n");
    }

    @Test
    void runItAndTestItHaveOneCommandEach() throws IOException {
        assertThat(blocks("sh", section("Run it")))
                .hasSize(1)
                .first()
                .asString()
                .hasLineCount(1)
                .startsWith("mvn ");
        assertThat(blocks("sh", section("Test it")))
                .hasSize(1)
                .first()
                .asString()
                .hasLineCount(1)
                .endsWith(" mvn verify");
        assertThat(section("Run it").split("```", -1)).hasSize(3);
        assertThat(section("Test it").split("```", -1)).hasSize(3);
    }

    @Test
    void theFilesThatItLinksToExist() throws IOException {
        List<String> links = Pattern.compile("\\]\\((?!https?:)([^)#]+)")
                .matcher(read("README.md"))
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    private static void compile(Path folder) throws IOException {
        List<String> blocks = blocks("java", read("README.md"));
        assertThat(blocks).hasSize(1);
        Path source = Files.writeString(folder.resolve(PROGRAM + ".java"), blocks.get(0));
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "-Xlint:all",
                        "-Werror",
                        "-cp",
                        CLASS_PATH,
                        source.toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static String run(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folder + File.pathSeparator + CLASS_PATH,
                        PROGRAM)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    private static String section(String title) throws IOException {
        return Pattern.compile("(?ms)^## " + title + "$(.*?)(?=^## |\\z)")
                .matcher(read("README.md"))
                .results()
                .map(section -> section.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> blocks(String language, String text) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1).strip())
                .toList();
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("examples").resolve("data"))) {
            here = here.getParent();
        }
        return here;
    }
}
