package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.api.Storage;
import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.api.spi.MessageSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loading whole conversations that the caches of several nodes show as missing. */
final class LoadingNodesTest {
    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private List<LoadOutcome> load(Storage node, long version) {
        Instant time = Instant.EPOCH;
        List<MessageSnapshot> messages = LongStream.rangeClosed(1, version)
                .mapToObj(i -> Message.appended(NewMessage.user("text " + i), i, i, time))
                .map(MessageSnapshot::new)
                .toList();
        Conversation head = new Conversation(id, version, version, version, 0, Profile.EMPTY, false, time, time, time);
        return ConversationLoader.of(node.chats())
                .orElseThrow()
                .load(List.of(new ConversationSnapshot(head, messages)));
    }

    private void assertShows(ChatStore chats) {
        assertThat(chats.find(id)).isEqualTo(nodes.truth().find(id)).isPresent();
        assertThat(chats.recent(id, 9)).isEqualTo(nodes.truthOf(id)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5})
    void eachNodeThatHadCachedThatItIsMissingShowsIt(long version) {
        List<Storage> all = List.of(nodes.both(), nodes.alone(), nodes.sharing());
        for (Storage node : all) {
            assertThat(node.chats().find(id)).isEmpty();
            assertThat(node.chats().recent(id, 9)).isEmpty();
        }
        Storage loading = nodes.both();
        assertThat(loading.chats().find(id)).isEmpty();

        load(loading, version);

        assertShows(loading.chats());
        all.forEach(node -> assertShows(node.chats().latest()));
        nodes.pass(Nodes.BOUND.plusMillis(1));
        all.forEach(node -> assertShows(node.chats()));
    }

    @Test
    void oneThatAnotherNodeHasCreatedIsShownAfterTheCallSaysSo() {
        Storage node = nodes.alone();
        assertThat(node.chats().find(id)).isEmpty();
        nodes.truth().append(id, NewMessage.user("by another"));

        assertThat(load(node, 3)).containsExactly(new LoadOutcome(id, false, 1));

        assertShows(node.chats());
    }

    @Test
    void afterALostReplyNothingOlderIsShown() {
        Storage node = nodes.both();
        assertThat(node.chats().find(id)).isEmpty();
        nodes.durable.loseNextReply();

        assertThatThrownBy(() -> load(node, 3)).isInstanceOf(UnavailableException.class);

        assertShows(node.chats());
    }
}
