package dev.chatstore.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Slice;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.MessageErasure;
import dev.chatstore.api.spi.StoreAccess;
import dev.chatstore.api.spi.StoreScope;
import dev.chatstore.api.spi.StoreSnapshot;
import dev.chatstore.testkit.ContractGroup;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that lose their author with their content. */
public abstract class ErasingContract extends ContractGroup {
    private final ConversationId id = ConversationId.of("a conversation");
    private ChatStore chats;
    private MessageErasure erasure;

    protected ErasingContract(StoreContract contract) {
        super(contract);
    }

    @BeforeEach
    final void findErasure() {
        chats = storage.chats();
        erasure = StoreAccess.of(storage).orElseThrow().messageErasure();
    }

    private Conversation head() {
        return chats.latest().find(id).orElseThrow();
    }

    private List<Message> history() {
        return Histories.all(chats, id);
    }

    private List<String> texts() {
        return Histories.texts(history());
    }

    /** Makes a conversation of three messages, of which the second has everything, and reads it. */
    private Message second() {
        NewMessage full = NewMessage.user("secret")
                .withId("m-2")
                .withAuthor("Kari")
                .withAttachments(new Attachment("https://example.org/a.png", "image/png", 1, "a.png"))
                .withMetadata(Map.of("from", "Kari"))
                .withTokens(5)
                .withParent(0L)
                .withSaid(START.minus(Duration.ofDays(1)));
        chats.append(id, NewMessage.user("one").withTokens(2).withAuthor("Ola"), full, NewMessage.assistant("answer"));
        chats.edit(id, 2, MessageEdit.of("another secret"));
        assertThat(chats.recent(id, 3)).hasSize(3);
        return chats.find(id, 2).orElseThrow();
    }

    @Test
    void anErasedMessageHasNeitherContentNorAuthor() {
        Message before = second();
        Conversation head = head();
        clock.advance(Duration.ofSeconds(1));
        Message erased = erasure.erase(id, 2, false).orElseThrow();

        assertThat(erased.redacted()).isTrue();
        assertThat(erased.author()).isNull();
        assertThat(erased.text()).isEmpty();
        assertThat(erased.attachments()).isEmpty();
        assertThat(erased.metadata()).isEmpty();
        assertThat(erased.tokens()).isZero();
        assertThat(erased.revision()).isEqualTo(before.revision() + 1);
        assertThat(List.of(erased.id(), erased.role(), erased.parent(), erased.created(), erased.said()))
                .isEqualTo(List.of(before.id(), before.role(), before.parent(), before.created(), before.said()));
        assertThat(chats.recent(id, 3)).element(1).isEqualTo(erased);
        assertThat(chats.latest().history(id, Slice.after(1, 1))).containsExactly(erased);
        assertThat(chats.revisions(id, 2)).containsExactly(erased);
        assertThat(head().version()).isEqualTo(head.version() + 1);
        assertThat(head().tokens()).isEqualTo(2);
        assertThat(history()).extracting(Message::author).containsExactly("Ola", null, null);
    }

    @Test
    void anIdThatStaysKeepsTheMessageFromComingBack() {
        second();
        erasure.erase(id, 2, false);
        assertThat(chats.append(id, NewMessage.user("secret").withId("m-2")).sequences())
                .containsExactly(2L);
        assertThat(texts()).containsExactly("one", "", "answer");
    }

    @Test
    void theIdGoesOnDemand() {
        second();
        Message erased = erasure.erase(id, 2, true).orElseThrow();
        assertThat(erased.id()).isNull();
        assertThat(chats.find(id, "m-2")).isEmpty();
        assertThat(chats.find(id, 2)).contains(erased);
        assertThat(chats.append(id, NewMessage.user("new").withId("m-2")).sequences())
                .containsExactly(4L);
        assertThat(chats.find(id, "m-2").orElseThrow().text()).isEqualTo("new");
    }

    @Test
    void aRedactedMessageLosesItsAuthorAndItsIdToo() {
        second();
        chats.redact(id, 2);
        assertThat(erasure.erase(id, 2, false).orElseThrow().author()).isNull();
        assertThat(chats.find(id, "m-2").orElseThrow().author()).isNull();
        assertThat(erasure.erase(id, 2, true).orElseThrow().id()).isNull();
        Conversation head = head();
        assertThat(erasure.erase(id, 2, true)).isEqualTo(chats.find(id, 2));
        assertThat(head()).isEqualTo(head);
    }

    @Test
    void whatDoesNotExistIsNotErased() {
        assertThat(erasure.erase(id, 1, true)).isEmpty();
        second();
        assertThat(erasure.erase(id, 4, true)).isEmpty();
        assertThat(head().messageCount()).isEqualTo(3);
    }

    @Test
    void whatIsLeftIsAConversationThatAnotherStoreTakes() {
        second();
        erasure.erase(id, 2, true);
        StoreAccess access = StoreAccess.of(storage).orElseThrow();
        try (StoreSnapshot snapshot = access.snapshot(StoreScope.ofTenant(id.tenant()))) {
            ConversationSnapshot left = snapshot.find(id).orElseThrow();
            assertThatCode(() -> access.check(left)).doesNotThrowAnyException();
            assertThat(left.messages())
                    .extracting(message -> message.earlier().size())
                    .containsExactly(0, 0, 0);
        }
    }

    @Test
    void aLostReplyErasesOnce() {
        second();
        long version = head().version();
        loseNextReply();
        assertThat(erasure.erase(id, 2, true).orElseThrow().author()).isNull();
        assertThat(head().version()).isEqualTo(version + 1);
        assertThat(texts()).containsExactly("one", "", "answer");
    }
}
