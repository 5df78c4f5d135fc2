package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConflictException;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write that another process made first is read back by its caller at once, although the cache does not know it yet. */
class OwnWritesTest {
    private static final NewMessage FIRST = NewMessage.user("one").withId("m1");
    private static final NewMessage SECOND = NewMessage.user("two").withId("m2");

    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");
    private final ChatStorage storage = nodes.alone();
    private final ChatStore here = storage.chats();
    private final ChatStore other = nodes.truth();

    @BeforeEach
    void cacheTheFirstMessage() {
        other.append(id, FIRST);
        assertThat(texts()).containsExactly("one");
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void anAppendThatIsADuplicateIsRead() {
        other.append(id, SECOND);
        assertThat(here.append(id, SECOND).duplicate()).isTrue();
        assertThat(texts()).containsExactly("one", "two");
    }

    @Test
    void anEditThatChangesNothingIsRead() {
        other.edit(id, 1, MessageEdit.of("uno"));
        assertThat(here.edit(id, "m1", MessageEdit.of("uno")))
                .map(Message::revision)
                .contains(2);
        assertThat(texts()).containsExactly("uno");
    }

    @Test
    void aRedactionThatChangesNothingIsRead() {
        other.redact(id, 1);
        here.redact(id, "m1");
        assertThat(texts()).containsExactly("");
    }

    @Test
    void aPatchThatChangesNothingIsRead() {
        other.patch(ConversationPatch.of(id).withTitle("a title"));
        here.patch(ConversationPatch.of(id).withTitle("a title"));
        assertThat(here.find(id).orElseThrow().profile().title()).isEqualTo("a title");
    }

    @Test
    void aPatchOfWhatIsDeletedIsRead() {
        other.delete(id);
        assertThat(here.patch(ConversationPatch.of(id).withTitle("a title"))).isEmpty();
        assertThat(here.find(id)).isEmpty();
    }

    @Test
    void aTouchOfASessionThatIsDeletedIsRead() {
        SessionStore<String> states = nodes.open(Map.of("cache.session-bytes", "16MiB", "sessions.ttl", "1h"))
                .sessions(String.class);
        SessionKey key = SessionKey.of("kari");
        states.save(key, "one", 0);
        assertThat(states.find(key)).isPresent();
        nodes.alone().sessions(String.class).delete(key);
        assertThat(states.touch(key)).isFalse();
        assertThat(states.find(key)).isEmpty();
    }

    @Test
    void aDeleteOfWhatIsDeletedIsRead() {
        other.delete(id);
        assertThat(here.delete(id)).isFalse();
        assertThat(here.find(id)).isEmpty();
        assertThat(texts()).isEmpty();
    }

    @Test
    void afterAConflictOfAnEditTheCurrentRevisionIsRead() {
        other.edit(id, 1, MessageEdit.of("uno"));
        assertThatThrownBy(() -> here.edit(id, 1, MessageEdit.of("eins").expecting(1)))
                .isInstanceOf(ConflictException.class);
        assertThat(here.find(id, "m1")).map(Message::revision).contains(2);
    }

    @Test
    void afterADuplicateTheStoredMessageIsRead() {
        other.append(id, SECOND);
        assertThatThrownBy(() -> here.append(id, NewMessage.user("deux").withId("m2")))
                .isInstanceOf(DuplicateMessageException.class);
        assertThat(here.find(id, "m2")).map(Message::text).contains("two");
    }

    @Test
    void anEqualUpdateOfASessionThatAnotherProcessChangedOrDeletedSeesThat() {
        SessionStore<String> states = storage.sessions(String.class);
        SessionStore<String> others = nodes.alone().sessions(String.class);
        SessionKey key = SessionKey.of("kari");
        states.save(key, "one", 0);
        others.save(key, "two", 1);
        assertThat(states.update(key, state -> state).orElseThrow().state()).isEqualTo("two");
        others.delete(key);
        assertThat(states.update(key, state -> state)).isEmpty();
        assertThat(List.of(states.find(key), others.find(key))).allMatch(found -> found.isEmpty());
    }

    private List<String> texts() {
        return here.recent(id, 5).stream().map(Message::text).toList();
    }
}
