package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The maximum age of cached reads, and what renews an entry. */
class StalenessTest {
    private static final Duration LITTLE = Duration.ofSeconds(1);
    private static final Duration LONG = Nodes.BOUND.plus(LITTLE);

    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void aChangeWithoutNoticeIsSeenWithinTheBound() {
        ChatStore chats = nodes.both().chats();
        say(nodes.truth(), "one");
        texts(chats);
        say(nodes.truth(), "two");
        assertThat(texts(chats)).containsExactly("one");
        nodes.pass(LONG);
        assertThat(texts(chats)).containsExactly("one", "two");
    }

    @Test
    void anUnchangedEntryBeyondTheBoundCostsOneCall() {
        ChatStore chats = nodes.both().chats();
        say(nodes.truth(), "one");
        texts(chats);
        nodes.pass(LONG);
        assertThat(nodes.calls(() -> texts(chats))).isEqualTo(1);
        assertThat(nodes.calls(() -> texts(chats))).isZero();
        nodes.pass(LITTLE);
        assertThat(nodes.calls(() -> texts(chats))).isZero();
    }

    /** One process confirms the shared window; the other reads it from there. */
    @Test
    void anEntryThatOneProcessConfirmsCostsTheOtherNothing() {
        ChatStore here = nodes.both().chats();
        ChatStore there = nodes.sharing().chats();
        say(nodes.truth(), "one");
        texts(here);
        texts(there);
        nodes.pass(LONG);
        assertThat(nodes.calls(() -> texts(there))).isEqualTo(1);
        assertThat(nodes.calls(() -> texts(here))).isZero();
    }

    /** Each tier may be almost as old as the bound, but both together not older. */
    @Test
    void theAgesOfTheTiersAddUp() {
        ChatStore here = nodes.sharing().chats();
        ChatStore there = nodes.both().chats();
        say(nodes.truth(), "one");
        texts(here);
        say(nodes.truth(), "two");
        nodes.pass(Nodes.BOUND.minus(LITTLE));
        assertThat(texts(there)).containsExactly("one");
        nodes.pass(LITTLE.multipliedBy(2));
        assertThat(texts(there)).containsExactly("one", "two");
    }

    @Test
    void aLateChangeDoesNotRenewAnEntry() {
        ChatStore here = nodes.both().chats();
        ChatStore there = nodes.both().chats();
        say(here, "one");
        texts(there);
        nodes.shared.feed.holdsBack = true;
        say(here, "two");
        nodes.pass(Nodes.BOUND.minus(LITTLE));
        say(nodes.truth(), "three, without notice");
        nodes.shared.feed.release();
        nodes.pass(LITTLE.multipliedBy(2));
        assertThat(texts(there)).hasSize(3);
    }

    @Test
    void afterAGapNoEntryIsUsedUnconfirmed() {
        ChatStore here = nodes.both().chats();
        ChatStore there = nodes.both().chats();
        say(here, "one");
        texts(there);
        nodes.shared.feed.loses = () -> true;
        say(here, "two");
        assertThat(texts(there)).containsExactly("one");
        nodes.shared.feed.loses = () -> false;
        nodes.shared.feed.beat();
        assertThat(texts(there)).containsExactly("one", "two");
    }

    @Test
    void aChangeAfterAMissedOneIsNotApplied() {
        ChatStore here = nodes.both().chats();
        ChatStore there = nodes.both().chats();
        say(here, "one");
        texts(there);
        nodes.shared.feed.loses = () -> true;
        say(here, "two");
        nodes.shared.feed.loses = () -> false;
        say(here, "three");
        assertThat(texts(there)).containsExactly("one", "two", "three");
    }

    private void say(ChatStore chats, String text) {
        chats.append(id, NewMessage.user(text));
    }

    private List<String> texts(ChatStore chats) {
        return chats.recent(id, 5).stream().map(Message::text).toList();
    }
}
