package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.Change;
import dev.chatstore.api.ChangeListener;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionId;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tiers that are put back to an older state: by a failover to a replica that lags behind, or by a restore. The durable
 * store's state is the truth, even if it is the older one; a process never shows an older state of the shared cache.
 */
class PutBackTest {
    private static final SessionKey KEY = SessionKey.of("kari");

    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private static void say(ChatStore chats, ConversationId id, String... texts) {
        for (String text : texts) {
            chats.append(id, NewMessage.user(text));
        }
    }

    private List<String> texts(ChatStore chats) {
        return chats.recent(id, Nodes.MESSAGES).stream().map(Message::text).toList();
    }

    @Test
    void aProcessThatAppendsAfterTheDurableStoreLostItsTailShowsWhatIsStored() {
        for (ChatStorage node : List.of(nodes.alone(), nodes.both(), nodes.sharing())) {
            nodes.durable.putBack();
            nodes.shared.forgetAll();
            node.chats().delete(id);
            say(nodes.truth(), id, "keep1", "keep2", "keep3", "keep4");
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(texts(node.chats())).endsWith("keep4");
            say(node.chats(), id, "lost5", "lost6", "lost7");
            assertThat(texts(node.chats())).endsWith("lost5", "lost6", "lost7");

            nodes.durable.putBack();
            say(nodes.truth(), id, "keep1", "keep2", "keep3", "keep4");
            nodes.clock.advance(Duration.ofSeconds(1));
            for (int i = 5; i <= 9; i++) {
                say(node.chats(), id, "new" + i);
                assertThat(texts(node.chats().latest())).endsWith("new" + i).noneMatch(text -> text.startsWith("lost"));
                assertThat(texts(node.chats())).endsWith("new" + i).noneMatch(text -> text.startsWith("lost"));
            }
        }
    }

    @Test
    void aListenerIsNotifiedOfTheMissedChangesAndReceivesTheNewOnes() throws InterruptedException {
        for (ChatStorage node : List.of(nodes.alone(), nodes.both())) {
            nodes.durable.putBack();
            nodes.shared.forgetAll();
            say(node.chats(), id, "keep1", "keep2");
            Heard heard = new Heard();
            node.subscribe(id, heard);
            say(node.chats(), id, "keep3", "lost4", "lost5");
            assertThat(heard.upTo("lost5")).containsExactly("keep3", "lost4", "lost5");

            nodes.durable.putBack();
            nodes.clock.advance(Duration.ofSeconds(-5));
            say(nodes.truth(), id, "keep1", "keep2", "keep3");
            nodes.clock.advance(Duration.ofSeconds(6));
            say(node.chats(), id, "new4");
            assertThat(heard.upTo("new4")).containsExactly("missed 4 after 3", "new4");
            say(node.chats(), id, "new5", "new6");
            assertThat(heard.upTo("new6")).containsExactly("new5", "new6");
        }
    }

    /** Keeps the texts of the delivered messages, and the gaps. */
    private static final class Heard implements ChangeListener {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        @Override
        public void changed(Change change) {
            ((Change.Appended) change).messages().forEach(message -> events.add(message.text()));
        }

        @Override
        public void missed(Gap gap) {
            Gap.InConversation found = (Gap.InConversation) gap;
            events.add("missed " + found.upTo() + " after " + found.after());
        }

        List<String> upTo(String last) throws InterruptedException {
            List<String> received = new ArrayList<>();
            while (!received.contains(last)) {
                received.add(Objects.requireNonNull(events.poll(20, TimeUnit.SECONDS), "nothing came"));
            }
            return received;
        }
    }

    @Test
    void aProcessThatOnlyReadsShowsWhatIsStoredWithinTheBound() {
        for (ChatStorage node : List.of(nodes.alone(), nodes.both(), nodes.sharing())) {
            nodes.durable.putBack();
            nodes.shared.forgetAll();
            say(nodes.truth(), id, "keep1", "keep2", "lost3", "lost4");
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(texts(node.chats())).endsWith("lost4");

            nodes.durable.putBack();
            say(nodes.truth(), id, "keep1", "keep2");
            assertThat(texts(node.chats().latest())).containsExactly("keep1", "keep2");
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(texts(node.chats())).containsExactly("keep1", "keep2");
            assertThat(nodes.calls(() -> assertThat(texts(node.chats())).containsExactly("keep1", "keep2")))
                    .as("calls of the next read")
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aSharedCacheThatWasPutBackShowsNothingOlderThanBefore() {
        for (ChatStorage node : List.of(nodes.sharing(), nodes.both())) {
            ChatStore chats = node.chats();
            say(chats, id, "one");
            nodes.pass(Duration.ofMillis(1));
            texts(chats);
            Runnable putBack = nodes.shared.snapshot(id, SessionId.of("default", KEY));
            nodes.pass(Duration.ofMillis(1));
            say(chats, id, "own");
            putBack.run();
            assertThat(texts(chats)).endsWith("own");

            say(nodes.truth(), id, "another's");
            nodes.shared.forgetAll();
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(texts(chats)).endsWith("another's");
            node.caches().evictAll();
            putBack.run();
            assertThat(texts(chats)).endsWith("another's");
        }
    }

    @Test
    void anUpdateOfASessionThatTheDurableStoreLostStartsFromTheNewOne() {
        for (ChatStorage node : List.of(nodes.sharing(), nodes.alone(), nodes.both())) {
            nodes.durable.putBack();
            nodes.shared.forgetAll();
            nodes.pass(Nodes.BOUND.plusSeconds(20));
            SessionStore<String> sessions = node.sessions(String.class);
            sessions.delete(KEY);
            nodes.pass(Duration.ofSeconds(20));
            sessions.save(KEY, "first", 0);
            sessions.update(KEY, state -> "lost");

            nodes.durable.putBack();
            nodes.clock.advance(Duration.ofSeconds(1));
            SessionStore<String> others = nodes.open(Map.of()).sessions(String.class);
            others.save(KEY, "first", 0);
            others.update(KEY, state -> "the other's");
            assertThat(sessions.update(KEY, state -> state + "!"))
                    .map(Session::state)
                    .contains("the other's!");
        }
    }

    @Test
    void aSessionOfASharedCacheThatWasPutBackIsNotOlderThanBefore() {
        for (ChatStorage node : List.of(nodes.sharing(), nodes.both())) {
            nodes.shared.forgetAll();
            SessionStore<String> sessions = node.sessions(String.class);
            sessions.getOrCreate(KEY, () -> "first");
            sessions.save(KEY, "second", sessions.find(KEY).orElseThrow().version());
            nodes.pass(Duration.ofMillis(1));
            Runnable putBack = nodes.shared.snapshot(id, SessionId.of("default", KEY));
            nodes.pass(Duration.ofMillis(1));
            sessions.update(KEY, state -> "own");
            node.caches().evictAll();
            putBack.run();
            assertThat(sessions.find(KEY)).map(Session::state).contains("own");

            sessions.delete(KEY);
            node.caches().evictAll();
            putBack.run();
            assertThat(sessions.find(KEY)).isEmpty();
        }
    }
}
