package dev.chatstore.testkit.chat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationPatch;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import dev.chatstore.testkit.MutableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A conversation in which everything has been used: what a load, a snapshot or a dump must keep. */
public final class UsedConversation {
    private UsedConversation() {}

    /** Makes the conversation, of five messages and the owner {@code owner}, while the clock goes on. */
    public static void make(ChatStore chats, MutableClock clock, ConversationId id) {
        chats.open(id, new Profile("owner", "a title", "a model", "be kind", Map.of("n", 1L)));
        clock.advance(Duration.ofSeconds(1));
        chats.append(
                id,
                NewMessage.system("s").withId("m1").withTokens(3),
                NewMessage.user("u").withAuthor("kari").withSaid(clock.instant().minusSeconds(90)),
                NewMessage.assistant("a")
                        .withId("m3")
                        .withAttachments(new Attachment("s3://a", "image/png", 7, "a.png"))
                        .withMetadata(Map.of("key", "value", "price", new BigDecimal("1.50"))));
        clock.advance(Duration.ofSeconds(1));
        chats.append(
                id,
                NewMessage.assistant("another").withParent(2L).withId("m4"),
                NewMessage.tool("elsewhere").withParent(0L));
        clock.advance(Duration.ofSeconds(1));
        chats.edit(id, 1, MessageEdit.of("s2").withTokens(5));
        clock.advance(Duration.ofSeconds(1));
        chats.edit(id, 1, MessageEdit.of("s3").withMetadata(Map.of("k", List.of(1L, "2"))));
        chats.edit(id, 4, MessageEdit.of("to be gone"));
        chats.redact(id, 4);
        chats.patch(ConversationPatch.of(id).withArchived(true));
    }
}
