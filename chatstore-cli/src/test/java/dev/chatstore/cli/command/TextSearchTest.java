package dev.chatstore.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Page;
import dev.chatstore.cli.output.ProgressDisplay;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextSearchTest {
    /** Returns a store whose lists leave out what they cannot read, as those of Redis do. */
    private static ChatStore leavingOut(ChatStore chats, CorruptDataException reason) {
        return (ChatStore) Proxy.newProxyInstance(
                ChatStore.class.getClassLoader(), new Class<?>[] {ChatStore.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(chats, arguments);
                    return result instanceof Page<?> page
                            ? new Page<>(page.items(), page.next(), List.of(reason))
                            : result;
                });
    }

    @Test
    void conversationsThatCouldNotBeReadAreToldOfEachPage() {
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            storage.chats().append(ConversationId.of("a"), NewMessage.user("Oslo"));
            storage.chats().append(ConversationId.of("b"), NewMessage.user("Oslo"));
            CorruptDataException broken = CorruptDataException.ofStorage("broken", null);
            TextSearch search = new TextSearch(leavingOut(storage.chats(), broken), "oslo", 10);
            search.searchAll(
                    ConversationQuery.ofTenant(ConversationId.DEFAULT_TENANT).withLimit(1), ProgressDisplay.NONE);
            assertThat(search.matches()).hasSize(2);
            assertThat(search.unreadable()).containsExactly(broken, broken);
        }
    }

    @Test
    void aLongTextIsCutBetweenCharactersAndTheCutIsShown() {
        try (ChatStorage storage = ChatStorage.open("memory:")) {
            TextSearch search = new TextSearch(storage.chats(), "oslo", 1);
            String hearts = "❤️🧡".repeat(100);
            String shown = search.around(hearts + "Oslo" + hearts);
            assertThat(shown).startsWith("…").endsWith("…").contains("Oslo");
            assertThat(shown.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
            assertThat(shown.codePointCount(0, shown.length())).isEqualTo(202);
            assertThat(search.around("to Oslo")).isEqualTo("to Oslo");
            assertThat(search.isComplete()).isTrue();
            assertThat(search.around("Oslo" + "🧡".repeat(300)).codePoints())
                    .hasSize(201)
                    .noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        }
    }
}
