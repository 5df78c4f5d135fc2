package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Session;
import dev.chatstore.api.SessionKey;
import dev.chatstore.api.SessionStore;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.Unconfirmed;
import dev.chatstore.core.operations.Health;
import dev.chatstore.core.operations.Health.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shared cache or the durable store is away. */
class OutageTest {
    private static final Duration LONG = Nodes.BOUND.plusSeconds(1);

    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");
    private final ChatStorage here = nodes.both();
    private final ChatStorage there = nodes.both();
    private final ChatStorage sharing = nodes.sharing();

    @BeforeEach
    void sayOne() {
        say(here, "one");
        assertThat(List.of(texts(here), texts(there), texts(sharing))).containsOnly(List.of("one"));
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void chatsWorkWithoutTheSharedCache() {
        nodes.shared.away = true;
        for (int i = 0; i < 50; i++) {
            say(here, "message " + i);
            assertThat(here.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
            assertThat(sharing.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
        }
    }

    @Test
    void chatsAndSessionsWorkWhateverErrorTheSharedCacheEndsWith() {
        SessionKey key = SessionKey.of("s");
        SessionStore<String> sessions = sharing.sessions("state", String.class);
        for (Error error : List.of(new NoClassDefFoundError("com/example/Missing"), new OutOfMemoryError("heap"))) {
            nodes.shared.error = error;
            for (int i = 0; i < 20; i++) {
                say(sharing, "message " + i);
                assertThat(sharing.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
                assertThat(sharing.chats().latest().recent(id, 5)).isEqualTo(nodes.truthOf(id));
                String state = error.getClass().getName() + i;
                sessions.update(key, () -> "", any -> state);
                assertThat(sessions.find(key).map(Session::state)).hasValue(state);
            }
            assertThat(sharing.health().state()).isEqualTo(State.DEGRADED);
        }
        nodes.shared.error = null;
        Await.within(Duration.ofSeconds(10), () -> {
            sessions.find(key);
            texts(sharing);
            return sharing.health().state() == State.UP
                    && sharing.caches().statistics().pendingInvalidations() == 0;
        });
    }

    @Test
    void callsAreSuspendedAfterRepeatedFailures() {
        nodes.shared.away = true;
        Await.within(Duration.ofSeconds(10), () -> {
            sharing.chats().recent(id, 5);
            return sharing.health().state() == State.DEGRADED;
        });
        int before = nodes.shared.calls.get();
        int reads = 200;
        for (int i = 0; i < reads; i++) {
            sharing.chats().recent(id, 5);
        }
        assertThat(nodes.shared.calls.get() - before).isLessThan(reads);
    }

    @Test
    void healthIsDegradedWithTheReason() {
        assertThat(here.health().state()).isEqualTo(State.UP);
        nodes.shared.away = true;
        Await.within(Duration.ofSeconds(10), () -> {
            say(here, "again");
            return here.health().state() == State.DEGRADED;
        });
        assertThat(here.health().parts()).contains(new Health.Part("shared", State.DEGRADED, "the cache is away"));
        nodes.shared.away = false;
        assertRecovers(here);
        assertThat(here.health().state()).isEqualTo(State.UP);
    }

    @Test
    void healthIsDegradedFromTheFirstFailedCall() {
        nodes.shared.away = true;
        sharing.chats().recent(id, 5);
        assertThat(sharing.health().parts()).contains(new Health.Part("shared", State.DEGRADED, "the cache is away"));
        nodes.shared.away = false;
        assertThat(sharing.health().parts()).contains(new Health.Part("shared", State.UP, null));
    }

    @Test
    void anIdleProcessRecoversWithTheFirstAnsweredCall() {
        nodes.shared.away = true;
        Await.within(Duration.ofSeconds(10), () -> {
            say(here, "again");
            return here.health().state() == State.DEGRADED;
        });
        nodes.shared.away = false;
        int before = nodes.shared.calls.get();
        Await.within(Duration.ofSeconds(10), () -> here.health().state() == State.UP);
        assertThat(nodes.shared.calls.get() - before).isEqualTo(1);
    }

    /** The entries of the shared cache are from before the outage. */
    @Test
    void onceTheSharedCacheIsBackTheWriterReadsNothingOld() {
        for (ChatStorage storage : List.of(here, sharing)) {
            nodes.shared.away = true;
            say(storage, "while it was away");
            nodes.shared.away = false;
            assertThat(storage.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
            assertRecovers(storage);
            assertThat(storage.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
        }
    }

    @Test
    void otherProcessesAreLateByTheBoundAtMostIfTheWriterDies() {
        nodes.shared.away = true;
        say(here, "while it was away");
        here.close();
        nodes.shared.away = false;
        nodes.pass(LONG);
        for (ChatStorage storage : List.of(there, sharing)) {
            Await.within(Duration.ofSeconds(10), () -> {
                assertThat(storage.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
                return storage.health().parts().get(1).state() == State.UP;
            });
        }
    }

    @Test
    void aCallThatTakesEffectAlthoughItFailedDoesNoHarm() {
        nodes.shared.deaf = false;
        nodes.shared.away = true;
        say(here, "two");
        here.chats().edit(id, 1, MessageEdit.of("uno"));
        nodes.shared.away = false;
        assertRecovers(here);
        nodes.pass(LONG);
        assertThat(sharing.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
    }

    @Test
    void aSharedCacheThatForgetsEverythingCostsReads() {
        nodes.shared.forgetAll();
        say(here, "two");
        for (ChatStorage storage : List.of(here, there, sharing)) {
            assertThat(storage.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id));
        }
    }

    @Test
    void withinTheBoundCachedMessagesAreReadWithoutTheDurableStore() {
        loseTheDurableStore(true);
        assertThat(texts(here)).containsExactly("one");
        assertThat(here.chats().recent(id, 5)).isNotInstanceOf(Unconfirmed.class);
        assertThat(here.chats().find(id)).isPresent();
    }

    @Test
    void beyondTheBoundCachedMessagesAreMarked() {
        for (ChatStorage storage :
                List.of(serving("16MiB", ""), serving("16MiB", "shared:"), serving("0B", "shared:"))) {
            texts(storage);
            nodes.pass(LONG);
            loseTheDurableStore(true);
            List<Message> messages = storage.chats().recent(id, 5);
            assertThat(messages).extracting(Message::text).containsExactly("one");
            assertThat(messages)
                    .isInstanceOfSatisfying(
                            Unconfirmed.class, old -> assertThat(old.age()).isGreaterThanOrEqualTo(LONG));
            nodes.durable.away.set(null);
        }
    }

    private ChatStorage serving(String bytes, String url) {
        return nodes.open(Map.of("cache.bytes", bytes, "cache.url", url, "cache.when-down", "serve"));
    }

    @Test
    void beyondTheBoundTheyAreAnErrorUnlessTheyAreToBeServed() {
        nodes.pass(LONG);
        loseTheDurableStore(true);
        for (ChatStorage storage : List.of(here, there, sharing)) {
            assertThatThrownBy(() -> storage.chats().recent(id, 5)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void aWriteThatWasCertainlyNotMadeLeavesTheCachedWindow() {
        loseTheDurableStore(true);
        assertThatThrownBy(() -> say(here, "two")).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> here.chats().edit(id, 1, MessageEdit.of("uno")))
                .isInstanceOf(UnavailableException.class);
        assertThat(texts(here)).containsExactly("one");
        assertThat(nodes.calls(() -> texts(here))).isZero();
    }

    @Test
    void aWriteWhoseOutcomeIsUnknownDropsTheCachedWindow() {
        nodes.durable.away.set(UnavailableException.maybeDone("the reply was lost", true, null));
        assertThatThrownBy(() -> say(here, "two")).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> texts(here)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void theLatestIsUnavailableWithoutTheDurableStore() {
        loseTheDurableStore(true);
        assertThatThrownBy(() -> here.chats().latest().recent(id, 5)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> here.chats().latest().find(id)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void anUncachedConversationIsAnErrorAndNeverEmpty() {
        ConversationId absent = ConversationId.of("absent");
        ChatStorage serving = serving("16MiB", "shared:");
        serving.chats().recent(absent, 5);
        texts(serving);
        nodes.pass(LONG);
        loseTheDurableStore(true);
        ChatStore chats = serving.chats();
        assertThatThrownBy(() -> chats.recent(absent, 5)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> chats.recent(ConversationId.of("never read"), 5))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> chats.find(id)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> chats.find(id, 7)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> say(serving, "two")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void anErrorThatNoRetryHelpsIsThrown() {
        ChatStorage serving = serving("16MiB", "shared:");
        texts(serving);
        nodes.pass(LONG);
        loseTheDurableStore(false);
        assertThatThrownBy(() -> serving.chats().recent(id, 5)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void healthIsDownWithoutTheDurableStore() {
        loseTheDurableStore(true);
        assertThat(here.health().state()).isEqualTo(State.DOWN);
        assertThat(here.health().parts().get(0)).isEqualTo(new Health.Part("durable", State.DOWN, "the store is away"));
    }

    @Test
    void onceTheDurableStoreIsBackItIsReadAgain() {
        nodes.pass(LONG);
        loseTheDurableStore(true);
        assertThatThrownBy(() -> texts(here)).isInstanceOf(UnavailableException.class);
        nodes.durable.away.set(null);
        say(there, "two");
        assertThat(here.chats().recent(id, 5)).isEqualTo(nodes.truthOf(id)).isNotInstanceOf(Unconfirmed.class);
    }

    private void loseTheDurableStore(boolean retryable) {
        nodes.durable.away.set(UnavailableException.notDone("the store is away", retryable, null));
    }

    private void assertRecovers(ChatStorage storage) {
        Await.within(Duration.ofSeconds(10), () -> {
            storage.chats().recent(ConversationId.of("any"), 1);
            nodes.pass(LONG);
            return storage.health().state() == State.UP
                    && storage.caches().statistics().pendingInvalidations() == 0;
        });
    }

    private void say(ChatStorage storage, String text) {
        storage.chats().append(id, NewMessage.user(text));
    }

    private List<String> texts(ChatStorage storage) {
        return storage.chats().recent(id, 5).stream().map(Message::text).toList();
    }
}
