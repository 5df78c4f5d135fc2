package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails after a commit, the writer learns that its write is made, and nobody reads from before it. */
class CommittedWritesTest {
    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");
    private final SessionKey key = SessionKey.of("kari");
    private final ChatStorage both = nodes.both();
    private final ChatStorage sharing = nodes.sharing();

    @BeforeEach
    void warmTheCaches() {
        both.chats().append(id, NewMessage.user("one"));
        both.sessions(String.class).save(key, "one", 0);
        List.of(both, sharing).forEach(storage -> {
            storage.chats().recent(id, 5);
            storage.sessions(String.class).find(key);
        });
    }

    @AfterEach
    void closeNodes() {
        nodes.shared.error = null;
        nodes.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class, NoClassDefFoundError.class})
    void anErrorOfTheSharedCacheReachesNoWriter(Class<? extends Error> type) throws Exception {
        long version = 1;
        for (ChatStorage storage : List.of(both, sharing)) {
            ChatStore chats = storage.chats();
            nodes.shared.error = type.getDeclaredConstructor().newInstance();
            chats.append(id, NewMessage.user("two").withId("m" + storage.hashCode()));
            chats.edit(id, 1, MessageEdit.of("uno of " + storage.hashCode()));
            chats.patch(ConversationPatch.of(id).withTitle("title of " + storage.hashCode()));
            chats.redact(id, 2);
            chats.open(ConversationId.of("new of " + storage.hashCode()), Profile.EMPTY);
            assertThat(chats.delete(ConversationId.of("new of " + storage.hashCode())))
                    .isTrue();
            SessionStore<String> states = storage.sessions(String.class);
            version = states.save(key, "by " + storage.hashCode(), version).version();
            nodes.shared.error = null;
            assertCurrent(storage);
        }
    }

    /** Once the shared cache works again and the bound is over, every process reads what is committed. */
    private void assertCurrent(ChatStorage writer) {
        List<Message> truth = nodes.truthOf(id);
        assertThat(writer.chats().recent(id, 5)).isEqualTo(truth);
        nodes.pass(Nodes.BOUND.plus(Duration.ofSeconds(1)));
        for (ChatStorage storage : List.of(both, sharing)) {
            assertThat(storage.chats().recent(id, 5)).isEqualTo(truth);
            assertThat(storage.sessions(String.class).find(key).orElseThrow().state())
                    .isEqualTo(writer.sessions(String.class)
                            .find(key)
                            .orElseThrow()
                            .state());
        }
    }
}
