package dev.chatstore.core.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a read past the caches has shown, the next cached read shows too. */
class ShownVersionsTest {
    private final Nodes nodes = new Nodes();
    private final ConversationId id = ConversationId.of("kari");
    private final ChatStore other = nodes.truth();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    private List<ChatStorage> everyNode() {
        return List.of(nodes.alone(), nodes.sharing(), nodes.both());
    }

    /** Runs something after the next call of the durable store, before its result is used. */
    private void afterTheNextCall(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        nodes.durable.afterCall = () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    private static long version(ChatStore chats, ConversationId id) {
        return chats.find(id).map(Conversation::version).orElse(0L);
    }

    @Test
    void aConversationThatWasShownAsMissingStaysMissing() {
        for (ChatStorage node : everyNode()) {
            other.append(id, NewMessage.user("before"));
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(node.chats().find(id)).isPresent();
            assertThat(node.chats().recent(id, 1)).hasSize(1);
            other.delete(id);
            assertThat(node.chats().latest().find(id)).isEmpty();
            assertThat(node.chats().find(id)).isEmpty();

            other.append(id, NewMessage.user("before"));
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(node.chats().recent(id, 1)).hasSize(1);
            other.delete(id);
            assertThat(node.chats().latest().find(id, 1)).isEmpty();
            assertThat(node.chats().recent(id, 1)).isEmpty();
        }
    }

    @Test
    void whatAListHasShownIsReadAtOnce() {
        for (ChatStorage node : everyNode()) {
            long before = other.append(id, NewMessage.user("before")).version();
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(version(node.chats(), id)).isEqualTo(before);
            other.append(id, NewMessage.user("after"));
            assertThat(node.chats()
                            .list(ConversationQuery.ofTenant(id.tenant()))
                            .items()
                            .get(0)
                            .version())
                    .isEqualTo(before + 1);
            assertThat(version(node.chats(), id)).isEqualTo(before + 1);
        }
    }

    @Test
    void aRevisionOfAMessageIsReadAtOnceAfterAllWereListed() {
        other.append(id, NewMessage.user("one"));
        for (ChatStorage node : everyNode()) {
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            String text = node.chats().recent(id, 1).get(0).text() + "!";
            other.edit(id, 1, MessageEdit.of(text));
            assertThat(node.chats().revisions(id, 1)).extracting(Message::text).endsWith(text);
            assertThat(node.chats().recent(id, 1)).extracting(Message::text).containsExactly(text);
        }
    }

    @Test
    void aConversationThatIsOpenedAnewAfterItsOldVersionWasForgottenExists() {
        for (ChatStorage node : List.of(nodes.alone(), nodes.both())) {
            node.chats().append(id, NewMessage.user("one"), NewMessage.user("two"));
            node.chats().append(id, NewMessage.user("three"));
            node.chats().delete(id);
            nodes.clock.advance(Duration.ofHours(2));
            nodes.durable.putBack();
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(node.chats().find(id)).isEmpty();
            node.chats().open(id, Profile.EMPTY.withTitle("anew"));
            assertThat(node.chats().find(id)).isPresent();
            node.chats().delete(id);
        }
    }

    @Test
    void aHeadThatIsReadWhileAnOlderOneIsBeingLoaded() {
        for (ChatStorage node : everyNode()) {
            long before = other.append(id, NewMessage.user("before")).version();
            node.caches().evictAll();
            nodes.shared.forgetAll();
            afterTheNextCall(() -> {
                other.append(id, NewMessage.user("after"));
                assertThat(version(node.chats().latest(), id)).isEqualTo(before + 1);
            });
            node.chats().find(id);
            assertThat(version(node.chats(), id)).isEqualTo(before + 1);
        }
    }

    @Test
    void aHeadThatIsOpenedAfterAnOlderOneWasCached() {
        for (ChatStorage node : everyNode()) {
            long before = other.append(id, NewMessage.user("before")).version();
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            assertThat(version(node.chats(), id)).isEqualTo(before);
            other.append(id, NewMessage.user("after"));
            assertThat(node.chats().open(id, Profile.EMPTY).version()).isEqualTo(before + 1);
            assertThat(version(node.chats(), id)).isEqualTo(before + 1);
        }
    }

    @Test
    void aRevisionThatIsReadAfterAnOlderOneWasCached() {
        other.append(id, NewMessage.user("one"));
        for (ChatStorage node : everyNode()) {
            nodes.pass(Nodes.BOUND.plusSeconds(1));
            String text = node.chats().recent(id, 1).get(0).text() + "!";
            other.edit(id, 1, MessageEdit.of(text));
            assertThat(node.chats().latest().find(id, 1)).map(Message::text).contains(text);
            assertThat(node.chats().recent(id, 1)).extracting(Message::text).containsExactly(text);
        }
    }

    @Test
    void messagesThatAreNewerThanTheHeadBeforeThem() {
        for (ChatStorage node : everyNode()) {
            other.append(id, NewMessage.user("before"));
            node.caches().evictAll();
            nodes.shared.forgetAll();
            afterTheNextCall(() -> {
                other.append(id, NewMessage.user("after"));
                assertThat(node.chats().latest().recent(id, 1))
                        .extracting(Message::text)
                        .containsExactly("after");
            });
            node.chats().find(id);
            assertThat(node.chats().recent(id, 1)).extracting(Message::text).containsExactly("after");
        }
    }
}
