package dev.chatstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script for completion, in a real shell. */
@Timeout(60)
class CompletionTest {
    @TempDir
    private Path folder;

    private String complete(String... words) throws IOException {
        Path script = folder.resolve("completion");
        Files.writeString(script, new Invocation().run("completion", "bash").out());
        String program = """
                source '%s'
                COMP_WORDS=(%s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_chatstore 2> /dev/null
                echo "${COMPREPLY[@]}"
                """.formatted(script, String.join(" ", words));
        Process bash = new ProcessBuilder("bash", "--norc", "-c", program)
                .redirectErrorStream(true)
                .start();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void bashCompletesCommandsOptionsAndChoices() throws IOException {
        assertThat(complete("chatstore", "li")).isEqualTo("list");
        assertThat(complete("chatstore", "list", "--ord")).isEqualTo("--order");
        assertThat(complete("chatstore", "list", "--order", "''")).contains("created", "activity");
        assertThat(complete("chatstore", "import", "x", "--format", "cu")).contains("customer-map");
    }

    @Test
    void theScriptOfZshIsTheSame() {
        assertThat(new Invocation().run("completion", "zsh").out())
                .isEqualTo(new Invocation().run("completion", "bash").out())
                .contains("ZSH_VERSION", "bashcompinit");
    }
}
