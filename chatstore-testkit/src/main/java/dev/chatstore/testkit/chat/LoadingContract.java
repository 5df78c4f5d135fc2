package dev.chatstore.testkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.ConversationQuery;
import dev.chatstore.api.ConversationQuery.Archived;
import dev.chatstore.api.DuplicateMessageException;
import dev.chatstore.api.Message;
import dev.chatstore.api.MessageEdit;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.spi.ConversationLoader;
import dev.chatstore.api.spi.ConversationSnapshot;
import dev.chatstore.api.spi.LoadOutcome;
import dev.chatstore.testkit.Histories;
import dev.chatstore.testkit.Listings;
import dev.chatstore.testkit.StoreContract;
import dev.chatstore.testkit.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a loaded conversation looks like afterwards. */
abstract class LoadingContract extends ChatContract {
    private final ConversationId loaded = ConversationId.of("loaded");
    private ConversationLoader loader;

    LoadingContract(StoreContract contract) {
        super(contract);
    }

    @BeforeEach
    void findLoader() {
        loader = ConversationLoader.of(chats).orElseThrow();
    }

    private LoadOutcome load(ConversationSnapshot snapshot) {
        return loader.load(List.of(snapshot)).get(0);
    }

    /** Returns a conversation in which everything has been used, and which was made a day ago. */
    private ConversationSnapshot everything() {
        UsedConversation.make(chats, clock, id);
        clock.advance(Duration.ofDays(1));
        return Histories.renamed(Snapshots.of(chats, id), loaded);
    }

    @Test
    void everythingIsReadAsItWasGiven() {
        ConversationSnapshot given = everything();
        LoadOutcome outcome = load(given);

        assertThat(outcome).isEqualTo(new LoadOutcome(loaded, true, given.head().version()));
        assertThat(Snapshots.of(chats, loaded)).isEqualTo(given);
        assertThat(Snapshots.of(chats.latest(), loaded)).isEqualTo(given);
        for (Message message : history()) {
            assertThat(chats.find(loaded, message.sequence())).contains(message);
            if (message.id() != null) {
                assertThat(chats.find(loaded, message.id())).contains(message);
            }
        }
    }

    @Test
    void branchesAreFollowedAsBefore() {
        load(everything());
        assertThat(chats.recentPath(loaded, 9)).isEqualTo(chats.recentPath(id, 9));
        for (long parent = 0; parent < 5; parent++) {
            assertThat(chats.replies(loaded, parent)).isEqualTo(chats.replies(id, parent));
        }
    }

    @Test
    void itIsListedAndCountedByItsTimesAndOwner() {
        ConversationSnapshot given = everything();
        say(ConversationId.of("newer"), "text");
        load(given);

        ConversationQuery all = ConversationQuery.ofTenant(loaded.tenant());
        for (ConversationQuery query : List.of(all, all.withOrder(ConversationQuery.Order.LAST_ACTIVITY))) {
            assertThat(Listings.names(chats, query)).containsExactly("newer");
            assertThat(Listings.names(chats, query.withArchived(Archived.INCLUDED)))
                    .containsExactly("newer", loaded.value(), id.value());
        }
        ConversationQuery owners = all.withOwner("owner").withArchived(Archived.ONLY);
        assertThat(chats.list(owners).items()).contains(given.head());
        assertThat(chats.count(owners)).isEqualTo(2);
    }

    @Test
    void anAppendContinuesItsSequenceAndVersion() {
        ConversationSnapshot given = everything();
        load(given);
        AppendReceipt receipt = chats.append(loaded, NewMessage.user("next").withTokens(4));

        assertThat(receipt.sequences()).containsExactly(6L);
        assertThat(receipt.version()).isEqualTo(given.head().version() + 1);
        assertThat(head(loaded).tokens()).isEqualTo(given.head().tokens() + 4);
        assertThat(head(loaded).created()).isEqualTo(given.head().created());
        assertThat(chats.edit(loaded, 1, MessageEdit.of("s4")).orElseThrow().revision())
                .isEqualTo(4);
        assertThat(assertWhole(loaded)).hasSize(6);
        assertThat(chats.delete(loaded)).isTrue();
        assertThat(chats.find(loaded)).isEmpty();
    }

    @Test
    void messagesThatAreSentAgainAreFoundByTheirIds() {
        load(everything());
        assertThat(chats.append(loaded, NewMessage.system("s").withId("m1")).duplicate())
                .isTrue();
        assertThat(chats.append(loaded, NewMessage.user("whatever").withId("m4"))
                        .duplicate())
                .isTrue();
        assertThatThrownBy(() -> chats.append(loaded, NewMessage.system("s3").withId("m1")))
                .isInstanceOf(DuplicateMessageException.class);
        assertThat(assertWhole(loaded)).hasSize(5);
    }

    @Test
    void anyTextAndAnyNameIsKept() {
        List<String> texts = Texts.texts();
        List<String> names = Texts.names();
        NewMessage[] messages = IntStream.range(0, texts.size())
                .mapToObj(i -> NewMessage.user(texts.get(i))
                        .withId(i < names.size() ? names.get(i) : null)
                        .withAuthor(names.get(i % names.size()))
                        .withMetadata(Map.of("text", texts.get(i))))
                .toArray(NewMessage[]::new);
        ConversationSnapshot given = Snapshots.appended(loaded, START, messages);
        load(given);
        assertThat(Snapshots.of(chats, loaded)).isEqualTo(given);
    }

    @Test
    void aConversationOfManyMessagesIsWhole() {
        ConversationSnapshot given = Snapshots.said(loaded, START, 2_100);
        load(given);
        assertThat(head(loaded)).isEqualTo(given.head());
        assertThat(assertWhole(loaded))
                .extracting(Message::id)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 2_100).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void aConversationWithoutMessagesIsLoaded() {
        ConversationSnapshot given = Snapshots.appended(loaded, START);
        assertThat(load(given).loaded()).isTrue();
        assertThat(Snapshots.of(chats, loaded)).isEqualTo(given);
        assertThat(say(loaded, "one").version()).isEqualTo(2);
    }

    @Test
    void aCallWithoutConversationsDoesNothing() {
        assertThat(loader.load(List.of())).isEmpty();
    }

    @Test
    void theTimeIsThatOfTheStoresClock() {
        assertThat(loader.now()).isEqualTo(START);
        assertThat(say("one").version()).isEqualTo(1);
        assertThat(head().created()).isEqualTo(loader.now());
    }

    @Test
    void aConversationThatWasMissingIsSeenAtOnce() {
        assertThat(chats.find(loaded)).isEmpty();
        assertThat(chats.recent(loaded, 5)).isEmpty();
        ConversationSnapshot one = Snapshots.appended(loaded, START, named("m", 2));
        ConversationSnapshot many = Snapshots.said(id, START, 3);
        assertThat(chats.recent(id, 5)).isEmpty();
        loader.load(List.of(one, many));

        for (ConversationSnapshot given : List.of(one, many)) {
            assertThat(chats.find(given.id())).contains(given.head());
            assertThat(chats.recent(given.id(), 5)).hasSize((int) given.head().messageCount());
            assertThat(chats.latest().find(given.id())).contains(given.head());
        }
    }

    @Test
    void inThePlaceOfADeletedOneTheVersionsContinue() {
        say(loaded, "old", "older");
        chats.delete(loaded);
        ConversationSnapshot given = everything();
        LoadOutcome outcome = load(given);

        assertThat(outcome.loaded()).isTrue();
        assertThat(outcome.version()).isEqualTo(given.head().version() + 2);
        assertThat(head(loaded).version()).isEqualTo(outcome.version());
        assertThat(head(loaded).profile()).isEqualTo(given.head().profile());
        assertThat(assertWhole(loaded))
                .extracting(Message::version)
                .containsExactlyElementsOf(Snapshots.messages(given).stream()
                        .map(message -> message.message().version() + 2)
                        .toList());
        assertThat(say(loaded, "next").version()).isEqualTo(outcome.version() + 1);
    }
}
