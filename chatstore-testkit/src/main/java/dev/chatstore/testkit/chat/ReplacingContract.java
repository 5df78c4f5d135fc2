package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.Conversation;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Listings;
import dev.chatstore.testkit.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation that takes the place of another one. */
abstract class ReplacingContract extends ChatContract {
    private final ConversationId replaced = ConversationId.of("replaced");
    private ConversationLoader loader;

    ReplacingContract(StoreContract contract) {
        super(contract);
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("limits.message-bytes", "2KiB");
    }

    @BeforeEach
    void findLoader() {
        loader = ConversationLoader.of(chats).orElseThrow();
    }

    /** Makes a conversation of four messages, of which one was edited, and reads it. */
    private ConversationSnapshot ours() {
        chats.append(replaced, NewMessage.user("one").withId("o1"));
        chats.append(
                replaced,
                NewMessage.user("two").withId("m3"),
                NewMessage.tool("three").withParent(0L));
        chats.edit(replaced, 2, MessageEdit.of("dos"));
        chats.append(replaced, NewMessage.user("four"));
        assertThat(chats.recent(replaced, 9)).hasSize(4);
        return Snapshots.of(chats, replaced);
    }

    private ConversationSnapshot theirs() {
        UsedConversation.make(chats, clock, id);
        clock.advance(Duration.ofDays(1));
        return Histories.renamed(Snapshots.of(chats, id), replaced);
    }

    @Test
    void theVersionsContinueAndAllElseIsAsGiven() {
        ConversationSnapshot ours = ours();
        ConversationSnapshot theirs = theirs();
        long base = ours.head().version() + 1;
        LoadOutcome outcome = loader.replace(theirs, ours.head().version());

        assertThat(outcome)
                .isEqualTo(new LoadOutcome(replaced, true, theirs.head().version() + base));
        assertThat(head(replaced).version()).isEqualTo(outcome.version());
        assertThat(head(replaced).profile()).isEqualTo(theirs.head().profile());
        assertThat(head(replaced).lastActivity()).isEqualTo(theirs.head().lastActivity());
        assertThat(chats.latest().find(replaced)).contains(head(replaced));
        List<Message> messages = assertWhole(replaced);
        assertThat(messages)
                .extracting(Message::version)
                .containsExactlyElementsOf(Snapshots.messages(theirs).stream()
                        .map(message -> message.message().version() + base)
                        .toList());
        assertThat(messages)
                .extracting(Message::text)
                .containsExactlyElementsOf(Snapshots.messages(theirs).stream()
                        .map(message -> message.message().text())
                        .toList());
        assertThat(chats.recent(replaced, 9)).isEqualTo(messages);
        assertThat(chats.find(replaced, "o1")).isEmpty();
        assertThat(chats.find(replaced, "m3")).contains(messages.get(2));
        assertThat(chats.revisions(replaced, 2)).hasSize(1);
        assertThat(chats.revisions(replaced, 1)).hasSize(3);
        assertThat(chats.replies(replaced, 0)).extracting(Message::text).isEqualTo(texts(chats.replies(id, 0)));
        assertThat(say(replaced, "next").version()).isEqualTo(outcome.version() + 1);
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).toList();
    }

    @Test
    void itIsListedOnceByItsOwnTimesAndOwner() {
        ConversationSnapshot ours = ours();
        ConversationSnapshot theirs = theirs();
        loader.replace(theirs, ours.head().version());

        ConversationQuery all = ConversationQuery.ofTenant(replaced.tenant());
        for (ConversationQuery query : List.of(all, all.withOrder(ConversationQuery.Order.LAST_ACTIVITY))) {
            assertThat(Listings.names(chats, query)).isEmpty();
            assertThat(Listings.names(chats, query.withArchived(Archived.INCLUDED)))
                    .containsExactly(replaced.value(), id.value());
        }
        assertThat(chats.count(all.withOwner("owner").withArchived(Archived.ONLY)))
                .isEqualTo(2);
    }

    @Test
    void oneAtAnotherVersionIsLeftAsItIs() {
        ConversationSnapshot ours = ours();
        long version = ours.head().version();
        ConversationSnapshot theirs = Snapshots.said(replaced, START, 2);

        assertThat(loader.replace(theirs, version - 1)).isEqualTo(new LoadOutcome(replaced, false, version));
        assertThat(loader.replace(theirs, version + 1)).isEqualTo(new LoadOutcome(replaced, false, version));
        assertThat(Snapshots.of(chats, replaced)).isEqualTo(ours);
    }

    @Test
    void oneThatDoesNotExistIsNotCreated() {
        ConversationSnapshot theirs = Snapshots.said(replaced, START, 2);
        assertThat(loader.replace(theirs, 1)).isEqualTo(new LoadOutcome(replaced, false, 0));
        ours();
        chats.delete(replaced);
        assertThat(loader.replace(theirs, 5)).isEqualTo(new LoadOutcome(replaced, false, 0));
        assertThat(chats.find(replaced)).isEmpty();
    }

    @Test
    void oneThatCannotBeStoredLeavesWhatIsThere() {
        ConversationSnapshot ours = ours();
        long version = ours.head().version();
        Conversation head = Snapshots.said(replaced, START, 3).head();
        ConversationSnapshot shorter = new ConversationSnapshot(
                head, Snapshots.said(replaced, START, 2).messages());
        ConversationSnapshot larger =
                Snapshots.appended(replaced, START, NewMessage.user("text"), NewMessage.user("x".repeat(3_000)));

        assertThatThrownBy(() -> loader.replace(shorter, version)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> loader.replace(larger, version)).isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> loader.replace(larger, 0)).isInstanceOf(InvalidInputException.class);
        assertThat(Snapshots.of(chats, replaced)).isEqualTo(ours);
        assertThat(Snapshots.of(chats.latest(), replaced)).isEqualTo(ours);
    }

    @Test
    void aConversationWithoutMessagesTakesThePlace() {
        long version = ours().head().version();
        ConversationSnapshot empty = Snapshots.appended(replaced, START);
        assertThat(loader.replace(empty, version).version()).isEqualTo(version + 2);
        assertThat(assertWhole(replaced)).isEmpty();
        assertThat(chats.revisions(replaced, 2)).isEmpty();
        assertThat(say(replaced, "one").sequences()).containsExactly(1L);
    }
}
