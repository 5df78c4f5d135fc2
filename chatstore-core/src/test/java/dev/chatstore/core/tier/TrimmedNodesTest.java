package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.OldMessages;
import dev.chatstore.api.spi.StoreAccess;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The removal of old messages that the caches of several nodes show. */
final class TrimmedNodesTest {
    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");

    @BeforeEach
    void sayEight() {
        for (int i = 1; i <= 8; i++) {
            nodes.truth().append(id, NewMessage.user("text " + i));
        }
    }

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private static int trim(Storage node, ConversationId id, long first) {
        return StoreAccess.of(node).orElseThrow().oldMessages().trim(id, first, OldMessages.MESSAGES_PER_CALL);
    }

    private void assertShows(Storage node) {
        assertThat(node.chats().recent(id, 9)).isEqualTo(nodes.truthOf(id)).isNotEmpty();
        assertThat(node.chats().find(id)).isEqualTo(nodes.truth().find(id));
        assertThat(node.chats().history(id, Slice.oldest(9))).isEqualTo(nodes.truthOf(id));
        assertThat(node.chats().find(id, 6)).isEmpty();
    }

    @Test
    void noNodeShowsThemLongerThanTheBound() {
        List<Storage> all = List.of(nodes.both(), nodes.alone(), nodes.sharing());
        all.forEach(node -> assertThat(node.chats().recent(id, 5)).hasSize(5));
        assertThat(trim(all.get(0), id, 7)).isEqualTo(6);

        assertShows(all.get(0));
        all.forEach(node -> assertThat(node.chats().latest().recent(id, 9)).isEqualTo(nodes.truthOf(id)));
        nodes.pass(Nodes.BOUND.plusMillis(1));
        all.forEach(this::assertShows);
    }

    @Test
    void whoIsToldThatAnotherHasRemovedThemSeesThemNoLonger() {
        Storage node = nodes.both();
        assertThat(node.chats().recent(id, 5)).hasSize(5);
        nodes.durable.oldMessages().trim(id, 7, OldMessages.MESSAGES_PER_CALL);
        assertThat(trim(node, id, 7)).isZero();
        assertShows(node);
    }

    @Test
    void afterALostReplyNothingOlderIsShown() {
        Storage node = nodes.both();
        assertThat(node.chats().recent(id, 5)).hasSize(5);
        nodes.durable.loseNextReply();
        assertThatThrownBy(() -> trim(node, id, 7)).isInstanceOf(UnavailableException.class);
        assertShows(node);
    }

    /** A read that no window answers shows that another node has removed what the window has. */
    @Test
    void aNodeThatHasSeenThatTheyAreGoneDoesNotShowThemAgain() {
        for (Slice slice : List.of(Slice.oldest(9), Slice.before(13, 9))) {
            Storage node = nodes.alone();
            assertThat(node.chats().recent(id, 5)).hasSize(5);
            long first = nodes.truth().find(id).orElseThrow().firstSequence() + 5;
            nodes.durable.oldMessages().trim(id, first, OldMessages.MESSAGES_PER_CALL);
            assertThat(node.chats().history(id, slice))
                    .extracting(Message::sequence)
                    .startsWith(first);
            assertThat(node.chats().recent(id, 5)).extracting(Message::sequence).startsWith(first);
            for (int i = 0; i < 5; i++) {
                nodes.truth().append(id, NewMessage.user("next"));
            }
        }
    }
}
