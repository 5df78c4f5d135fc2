package dev.chatstore.redis.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoreScriptTest {
    @Test
    void everyFileIsAScriptOrSharedByThem() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(StoreScript.class.getResource("lua/append.lua"))
                        .toURI())
                .resolveSibling("");
        try (Stream<Path> files = Files.list(folder)) {
            List<String> known = Arrays.stream(StoreScript.values())
                    .flatMap(script ->
                            Stream.of(script.name().toLowerCase(Locale.ROOT), script.shared(), StoreScript.RUNNER))
                    .distinct()
                    .map(name -> name + ".lua")
                    .toList();
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @Test
    void noTwoScriptsAreTheSame() {
        assertThat(Arrays.stream(StoreScript.values())
                        .map(script -> new String(script.script().digest(), StandardCharsets.UTF_8)))
                .doesNotHaveDuplicates()
                .allMatch(digest -> digest.matches("[0-9a-f]{40}"));
    }
}
