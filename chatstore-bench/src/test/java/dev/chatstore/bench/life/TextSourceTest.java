package dev.chatstore.bench.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {
    @Test
    void generatedMessagesAreTheSameEachTimeAndOthersInEachConversation() {
        List<NewMessage> first = new GeneratedTexts().messages(0, 10);
        assertThat(first).isEqualTo(new GeneratedTexts().messages(0, 10)).doesNotHaveDuplicates();
        assertThat(first).doesNotContainAnyElementsOf(new GeneratedTexts().messages(1, 10));
        assertThat(first)
                .allSatisfy(message -> assertThat(message.text().length()).isBetween(200, 210));
    }

    @Test
    void dialogsFollowOneAnotherAndBeginAgain(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.jsonl"), """
                {"messages": [{"role": "user", "content": "one"}, {"role": "assistant", "content": null, "tool_calls": [1]}]}
                {"messages": [{"role": "user", "content": "three"}]}
                """);
        Files.writeString(folder.resolve("b.json"), """
                {"messages": [{"role": "system", "content": "four"}]}
                """);
        Files.writeString(folder.resolve("c.txt"), "no JSON");
        NewMessage call = NewMessage.assistant("").withMetadata(Map.of("tool_calls", List.of(1)));

        DialogTexts texts = DialogTexts.read(folder);

        assertThat(texts.messages(0, 3)).containsExactly(NewMessage.user("one"), call, NewMessage.user("three"));
        assertThat(texts.messages(1, 3))
                .containsExactly(NewMessage.of(Role.SYSTEM, "four"), NewMessage.user("one"), call);
    }

    @Test
    void aFolderWithoutDialogsIsRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> DialogTexts.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dialogs must be a folder");
    }
}
